import { expect, it } from 'vitest';
import { z } from 'zod';
import { toFaultWords } from './fault-words.ts';

const uuid = z.uuid();
const details = z.record(z.string().max(3), z.string());

it.each([
  [z.string(), undefined, 'This is missing. Send text'],
  [z.string(), 5, 'Send text, not a number'],
  [z.string(), null, 'Send text, not null'],
  [z.number(), '1785171600', 'Send a number, not text'],
  [z.number(), Number.POSITIVE_INFINITY, 'Send a number'],
  [z.int(), 1.5, 'Send a whole number'],
  [z.boolean(), 'yes', 'Send true or false, not text'],
  [z.object({}), [], 'Send an object, not a list'],
  [z.object({}), null, 'Send an object, not null'],
  [z.string(), true, 'Send text, not true'],
  [z.array(z.string()), {}, 'Send a list, not an object'],
  [z.string().min(1), '', 'This is empty. Send a value'],
  [z.string().min(2), 'a', 'Send at least 2 characters'],
  [z.string().max(2), 'abc', 'Send at most 2 characters'],
  [z.array(z.string()).max(1), ['a', 'b'], 'Send at most 1 items'],
  [z.number().min(1), 0, 'Send 1 or more'],
  [z.number().max(1), 2, 'Send 1 or less'],
  [z.number().multipleOf(5), 2, 'Send a multiple of 5'],
  [z.enum(['A', 'B']), 'C', 'Send one of A, B'],
  [z.literal('A'), 'C', 'Send A'],
  [uuid, 'x', 'Send a UUID'],
  [
    z.iso.datetime(),
    'yesterday',
    'Send a date and time with its zone, such as 2026-11-24T09:30:00Z',
  ],
  [z.strictObject({}), { a: 1 }, 'These properties are not known here: a'],
  [details, { long: 'x' }, 'The name of this property cannot be taken. Send at most 3 characters'],
  [z.union([z.number(), z.boolean()]), {}, 'This is not a value that is taken here'],
  [z.string().regex(/a/), 'b', 'This has a form that is not taken here'],
  [z.string({ message: 'Its own words' }), 5, 'Its own words'],
])('says what to send, case %#', (schema, value, words) => {
  const result = schema.safeParse(value, { error: toFaultWords });
  expect(result.error?.issues.map(({ message }) => message)).toEqual([words]);
});

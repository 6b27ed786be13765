import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskBody, maskedBodyLengthMax, maskPath, maskPointer, maskWords } from './mask-body.ts';

const parsed = (body: unknown) => JSON.parse(maskBody(body).text) as unknown;

it('shows ids, times and structure, and masks every other value', () => {
  const body = {
    idempotencyToken: 'token-1',
    partnerBookingId: 'ACME-1',
    slot: { accountId: 'A-1', serviceId: 'ac', startSec: 1785171600 },
    userInformation: { givenName: 'Maria', telephone: '+16025550137', email: 'm@example.com' },
    address: { streetAddress: '4821 E Cactus Rd', postalCode: 85032 },
    description: 'Maria is home after five',
    extraDetails: { leadCost: 45, 'Maria Alvarez': 'yes' },
    test: true,
  };
  expect(parsed(body)).toEqual({
    idempotencyToken: 'token-1',
    partnerBookingId: 'ACME-1',
    slot: { accountId: 'A-1', serviceId: 'ac', startSec: 1785171600 },
    userInformation: { givenName: '[text]', telephone: '[text]', email: '[text]' },
    address: { streetAddress: '[text]', postalCode: '[number]' },
    description: '[text]',
    extraDetails: { leadCost: '[number]', '[name 2]': '[text]' },
    test: true,
  });
});

it.each([
  ['an address as an id', { partnerBookingId: 'maria@example.com' }],
  ['a sentence as an id', { accountId: 'Maria Alvarez' }],
  ['text under a known name, one step down', { id: { note: 'Maria' } }],
  ['a bare text', 'Maria'],
  ['a list of names', ['Maria', 'Alvarez']],
])('masks %s', (_what, body) => {
  expect(maskBody(body).text).not.toMatch(/Maria|maria|Alvarez/);
});

it('keeps twenty items and a hundred names, and says that it is cut one beyond', () => {
  const items = (count: number) => Array.from({ length: count }, () => 1);
  const names = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_one, index) => [`n${index}`, 1]));
  expect(maskBody(items(20)).isCut).toBe(false);
  expect(maskBody(items(21))).toMatchObject({ isCut: true });
  expect(maskBody(items(21)).text).toContain('[1 more]');
  expect(maskBody(names(100)).isCut).toBe(false);
  expect(maskBody(names(101)).isCut).toBe(true);
});

it('is bounded whatever it is given, and shows no text that is not under a known name', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 12 }), (body) => {
      expect(maskBody(body).text.length).toBeLessThanOrEqual(maskedBodyLengthMax);
    }),
  );
  const deep = JSON.parse(`${'['.repeat(5000)}"Maria"${']'.repeat(5000)}`) as unknown;
  expect(maskBody(deep)).toMatchObject({ isCut: true });
});

it('masks what is no name in pointers, no id in paths, and what words quote', () => {
  expect(maskPointer('/slot/0/startSec')).toBe('/slot/0/startSec');
  expect(maskPointer('/extraDetails/Maria Alvarez')).toBe('/extraDetails/[name]');
  expect(maskPath('/api/integrations/bookings/A-1?name=Maria')).toBe(
    '/api/integrations/bookings/A-1',
  );
  expect(maskPath('/api/integrations/maria%40example.com')).toBe('/api/integrations/[text]');
  const words = 'Send "Basic <id>": Maria of m@example.com, +1 (602) 555-0137';
  expect(maskWords(words, ['Maria'], 200)).toBe('Send "Basic <id>": [text] of [text], [number]');
});

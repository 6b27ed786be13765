import { describe, expect, it } from 'vitest';
import * as api from '@leads/contract';
import type { Endpoint } from '@leads/contract/endpoint';
import { sampleBodies } from '#testing/sample-bodies.ts';

const withBody = Object.entries(api as Record<string, unknown>).filter(
  (entry): entry is [string, Endpoint] =>
    typeof entry[1] === 'object' &&
    entry[1] !== null &&
    'surface' in entry[1] &&
    entry[1].surface === 'admin' &&
    (entry[1] as Endpoint).schema.body !== undefined,
);

/** What a caller may try to set beside what an endpoint takes; the last two as JSON.parse reads them. */
const smuggled = JSON.parse(
  '{"id":"01981f5e-7a00-7000-8000-00000000beef","status":"active","integration_id":"x","deleted_at":null,' +
    '"updatedByName":"x","isAdmin":true,"constructor":{"prototype":{"x":1}},"__proto__":{"polluted":true}}',
) as object;

describe.each(withBody)('%s', (name, { schema }) => {
  it('has a sample body that is valid', () => {
    expect(sampleBodies[name]).toBeDefined();
    expect(schema.body?.safeParse(sampleBodies[name]).error).toBeUndefined();
  });

  it('keeps nothing that it does not take, at any depth', () => {
    const sample = sampleBodies[name] ?? {};
    const honest = schema.body?.parse(sample);
    const parsed = schema.body?.safeParse(smuggle(sample));
    // Refusing is as good as ignoring.
    expect(parsed?.success === true ? parsed.data : honest).toEqual(honest);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

/** The sample with more keys in each of its objects; what it has itself stays. */
function smuggle(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(smuggle);
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.entries(value).map(([key, one]) => [key, smuggle(one)] as const);
  return Object.fromEntries([...Object.entries(smuggled), ...own]);
}

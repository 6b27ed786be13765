import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toCanonicalJson } from './canonical-json.ts';

/** The same value with the keys of every object in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

it('is the same for the same value, in whatever order its keys are', () => {
  fc.assert(
    fc.property(json, (value) => toCanonicalJson(value) === toCanonicalJson(turned(value))),
  );
});

it('can be read back, so that other values have other texts', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(toCanonicalJson(value))).toEqual(value);
    }),
  );
});

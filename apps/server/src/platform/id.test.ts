import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createIdSource, newId, newToken } from './id.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('is a uuid v7 that carries the time', () => {
  const before = Date.now();
  const id = newId();
  expect(id).toMatch(UUID_V7);
  const ms = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
  expect(ms).toBeGreaterThanOrEqual(before);
  // Ids made by other tests in the same millisecond may have borrowed the next ones.
  expect(ms).toBeLessThan(before + 1_000);
});

test('strictly increases, however many are made in a millisecond', () => {
  const source = createIdSource(() => 1_800_000_000_000);
  const ids = Array.from({ length: 20_000 }, source);
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(UUID_V7);
});

test('strictly increases whatever the clock does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2 ** 48 - 2 }), { minLength: 2, maxLength: 200 }),
      (times) => {
        let turn = 0;
        const source = createIdSource(() => times[turn++] ?? 0);
        const ids = times.map(() => source());
        return ids.every(
          (id, index) => UUID_V7.test(id) && (index === 0 || id > (ids[index - 1] ?? '')),
        );
      },
    ),
  );
});

test('a token is its prefix and url-safe randomness', () => {
  expect(newToken('lim_live', 32)).toMatch(/^lim_live_[A-Za-z0-9_-]{43}$/);
  expect(newToken('', 16)).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(newToken('x', 32)).not.toBe(newToken('x', 32));
});

test('a token that could be guessed is refused', () => {
  expect(() => newToken('x', 15)).toThrow(RangeError);
});

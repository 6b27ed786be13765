import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyedHasher } from './keyed-hash.ts';
import { newSealingKey, parseSealingKeys } from './sealing-keys.ts';

const oldKey = newSealingKey('2025');
const newKey = newSealingKey('2026');
const hasher = createKeyedHasher(parseSealingKeys(newKey));

test('recognises the data it hashed and no other', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (data, other) => {
      const hash = hasher.keyedHash('booking-body', data);
      return (
        hasher.isKeyedHash('booking-body', data, hash) &&
        hasher.isKeyedHash('booking-body', other, hash) === (other === data)
      );
    }),
  );
});

test('bytes and text of the same content are one', () => {
  expect(hasher.keyedHash('p', new TextEncoder().encode('Żółw'))).toBe(
    hasher.keyedHash('p', 'Żółw'),
  );
});

test('differs by purpose and by key, so that hashes cannot be compared across either', () => {
  const hash = hasher.keyedHash('booking-body', 'x');
  expect(hasher.keyedHash('request-log', 'x')).not.toBe(hash);
  expect(hasher.isKeyedHash('request-log', 'x', hash)).toBe(false);
  const stranger = createKeyedHasher(parseSealingKeys(newSealingKey('2026')));
  expect(stranger.isKeyedHash('booking-body', 'x', hash)).toBe(false);
});

test('a hash made before a rotation is recognised while its key is listed', () => {
  const hash = createKeyedHasher(parseSealingKeys(oldKey)).keyedHash('p', 'x');
  const during = createKeyedHasher(parseSealingKeys(`${newKey},${oldKey}`));
  expect(during.isKeyedHash('p', 'x', hash)).toBe(true);
  expect(hasher.isKeyedHash('p', 'x', hash)).toBe(false);
});

test.each(['', '.', 'nonsense', '2026.', '2026'])('is not confused by %j', (stored) => {
  expect(hasher.isKeyedHash('p', 'x', stored)).toBe(false);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealer, SealFault } from './seal.ts';
import { newSealingKey, parseSealingKeys } from './sealing-keys.ts';

const oldKey = newSealingKey('2025');
const newKey = newSealingKey('2026');
const sealer = createSealer(parseSealingKeys(newKey));
const purpose = 'oidc-client-secret:018f';

function reasonOf(act: () => unknown): string {
  try {
    act();
  } catch (err) {
    if (err instanceof SealFault) return err.reason;
    throw err;
  }
  return 'opened';
}

test('opens to exactly what was sealed, any text and any purpose', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, anyPurpose) => {
      return sealer.open(sealer.seal(plain, anyPurpose), anyPurpose) === plain;
    }),
  );
});

test('does not open for another purpose', () => {
  const sealed = sealer.seal('secret', purpose);
  expect(reasonOf(() => sealer.open(sealed, 'oidc-client-secret:0190'))).toBe('broken');
  expect(reasonOf(() => sealer.open(sealed, ''))).toBe('broken');
});

test('does not open when any character was changed', () => {
  const sealed = sealer.seal('secret', purpose);
  fc.assert(
    fc.property(
      fc.nat(sealed.length - 1),
      fc.constantFrom(...'ABCxyz019-_.=+ '),
      (place, other) => {
        const changed = sealed.slice(0, place) + other + sealed.slice(place + 1);
        fc.pre(changed !== sealed);
        return reasonOf(() => sealer.open(changed, purpose)) !== 'opened';
      },
    ),
    { numRuns: 500 },
  );
});

test('does not open when cut short', () => {
  const sealed = sealer.seal('secret', purpose);
  for (let length = 0; length < sealed.length; length += 1) {
    expect(reasonOf(() => sealer.open(sealed.slice(0, length), purpose))).not.toBe('opened');
  }
});

test('hides the text and that two values are the same', () => {
  const sealed = sealer.seal('planted-secret', purpose);
  expect(sealed).not.toContain('planted-secret');
  expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain(
    'planted',
  );
  expect(sealer.seal('planted-secret', purpose)).not.toBe(sealed);
});

test('after a rotation old values open, and resealing moves them to the new key', () => {
  const before = createSealer(parseSealingKeys(oldKey));
  const during = createSealer(parseSealingKeys(`${newKey},${oldKey}`));
  const sealed = before.seal('secret', purpose);
  expect(during.open(sealed, purpose)).toBe('secret');

  const resealed = during.reseal(sealed, purpose);
  expect(resealed).toMatch(/^s1\.2026\./);
  expect(sealer.open(resealed, purpose)).toBe('secret');
  expect(during.reseal(resealed, purpose)).toBe(resealed);
});

test('names the key that is missing', () => {
  const sealed = createSealer(parseSealingKeys(oldKey)).seal('secret', purpose);
  expect(reasonOf(() => sealer.open(sealed, purpose))).toBe('unknown_key');
  expect(() => sealer.open(sealed, purpose)).toThrow('"2025"');
});

test('another key under the same id does not open it', () => {
  const stranger = createSealer(parseSealingKeys(newSealingKey('2026')));
  expect(reasonOf(() => stranger.open(sealer.seal('secret', purpose), purpose))).toBe('broken');
});

test('never resealed unread: a broken value of the current key is reported', () => {
  const sealed = sealer.seal('secret', purpose);
  expect(reasonOf(() => sealer.reseal(sealed, 'other'))).toBe('broken');
});

import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { newSealingKey, parseSealingKeys, SealingKeysFault } from './sealing-keys.ts';

const secret = randomBytes(32);

test('keeps the order: the first key is the one that seals', () => {
  const keys = parseSealingKeys(` new:${secret.toString('base64')} , ${newSealingKey('old')},`);
  expect(keys.map((key) => key.id)).toEqual(['new', 'old']);
  expect(keys[0].secret).toEqual(secret);
});

test('takes base64url too', () => {
  expect(parseSealingKeys(`k:${secret.toString('base64url')}`)[0].secret).toEqual(secret);
});

describe('refuses, and says why without the key', () => {
  const encoded = secret.toString('base64');
  test.each([
    ['', 'no key given'],
    [' , ', 'no key given'],
    [encoded, 'no id'],
    [`:${encoded}`, 'an id that is not'],
    [`a.b:${encoded}`, 'an id that is not'],
    [`k:${encoded.slice(4)}`, 'not 32 bytes'],
    [`k:${encoded}AAAA`, 'not 32 bytes'],
    [`k:${'*'.repeat(44)}`, 'not 32 bytes'],
    [`k:${encoded},k:${encoded}`, 'same id'],
  ])('%#', (text, why) => {
    let fault: unknown;
    try {
      parseSealingKeys(text);
    } catch (err) {
      fault = err;
    }
    expect(fault).toBeInstanceOf(SealingKeysFault);
    expect(String(fault)).toContain(why);
    expect(String(fault)).not.toContain(encoded.slice(4, 20));
  });
});

test('a new key is refused an id that could not be read back', () => {
  expect(() => newSealingKey('a:b')).toThrow(SealingKeysFault);
});

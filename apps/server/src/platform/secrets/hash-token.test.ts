import { expect, test } from 'vitest';
import { newToken } from '../id.ts';
import { hashToken, isTokenHash } from './hash-token.ts';

test('is SHA-256, so that a stored hash stays valid across versions', () => {
  expect(hashToken('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
});

test('recognises its token and no other', () => {
  const token = newToken('lim_live', 32);
  const hash = hashToken(token);
  expect(isTokenHash(token, hash)).toBe(true);
  expect(isTokenHash(`${token}x`, hash)).toBe(false);
  expect(isTokenHash(token, hash.slice(1))).toBe(false);
  expect(isTokenHash(token, '')).toBe(false);
  expect(isTokenHash(token, token)).toBe(false);
});

import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * The form in which API keys, partner secrets and one-time links are stored: SHA-256 in
 * base64url. Only for values of at least 128 random bits (`newToken`): they cannot be
 * searched, so they need no slow hash. Never for passwords.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('base64url');
}

/** Whether the token is the one that was hashed; takes the same time wherever they differ. */
export function isTokenHash(token: string, storedHash: string): boolean {
  const computed = Buffer.from(hashToken(token), 'utf8');
  const stored = Buffer.from(storedHash, 'utf8');
  return computed.length === stored.length && timingSafeEqual(computed, stored);
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseCookies } from 'better-auth/cookies';
import type { Config } from '#server/config.ts';

type Settings = Pick<Config, 'PUBLIC_URL' | 'SESSION_SECRET'>;

/**
 * `__Host-` binds a cookie to this very host and to https; browsers refuse the prefix on http, so a loopback trial has
 * plain names.
 */
export function cookiePrefixFor({ PUBLIC_URL }: Pick<Config, 'PUBLIC_URL'>): string {
  return isHttps(PUBLIC_URL) ? '__Host-leads' : 'leads';
}

export function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

/**
 * The session token in a Cookie header, if its signature is ours. The sign-in library writes
 * `<token>.<base64 of HMAC-SHA-256(token)>`; so tokens read from the database alone open nothing.
 */
export function findSessionToken(
  cookieHeader: string | undefined,
  settings: Settings,
): string | undefined {
  if (cookieHeader === undefined) return undefined;
  const value = parseCookies(cookieHeader).get(`${cookiePrefixFor(settings)}.session_token`);
  if (value === undefined) return undefined;
  const dot = value.lastIndexOf('.');
  const token = value.slice(0, Math.max(dot, 0));
  const signature = Buffer.from(value.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', settings.SESSION_SECRET).update(token).digest();
  if (token === '' || signature.length !== expected.length) return undefined;
  return timingSafeEqual(signature, expected) ? token : undefined;
}

import type { Kysely } from 'kysely';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import type { Callers } from '#platform/http/caller.ts';
import { apiKeyPrefix, findApiKeyIdentity } from './find-api-key-identity.ts';
import { findSessionIdentity } from './find-session-identity.ts';
import { findSessionToken } from './sign-in/session-cookie.ts';

const bearerApiKey = new RegExp(`^Bearer (${apiKeyPrefix}_[A-Za-z0-9_-]{16,200})$`, 'i');

/**
 * Tells who calls the internal surfaces: an API key where one is sent, else the session cookie. Reads the database for
 * every request, so that a revoked session, role or key ends at once.
 */
export function createIdentifier(
  { config, clock }: Pick<Services, 'config' | 'clock'>,
  db: Kysely<Schema>,
): Callers['identify'] {
  return async (request) => {
    const { authorization, cookie } = request.headers;
    const key = bearerApiKey.exec(authorization ?? '')?.[1];
    if (key !== undefined) return findApiKeyIdentity(db, { key, now: clock.now() });
    const token = findSessionToken(cookie, config);
    return token === undefined ? undefined : findSessionIdentity(db, { token, now: clock.now() });
  };
}

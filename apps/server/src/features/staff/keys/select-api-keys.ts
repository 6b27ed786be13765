import { sql } from 'kysely';
import type { ApiKey, ApiKeyState } from '@leads/contract/api-keys';
import type { Reader } from '#platform/act/context.ts';

/** What a key is worth at that moment. */
export const apiKeyState = (now: Date) => sql<ApiKeyState>`case
  when api_key.revoked_at is not null then 'revoked'
  when api_key.expires_at <= ${now} then 'expired'
  else 'works' end`;

/** API keys with who made them; never the hash. */
export function selectApiKeys(db: Reader, now: Date) {
  return db
    .selectFrom('api_key')
    .leftJoin('sign_in_user as creator', 'creator.id', 'api_key.created_by')
    .select([
      'api_key.id',
      'api_key.name',
      'api_key.role',
      'api_key.key_start as start',
      'creator.name as createdByName',
      'api_key.created_at as createdAt',
      'api_key.expires_at as expiresAt',
      'api_key.revoked_at as revokedAt',
      'api_key.last_used_at as lastUsedAt',
      apiKeyState(now).as('state'),
    ]);
}

type ApiKeyRow = Awaited<ReturnType<ReturnType<typeof selectApiKeys>['executeTakeFirstOrThrow']>>;

/** The row as the contract shows it. */
export function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role as ApiKey['role'],
    start: row.start,
    state: row.state,
    createdByName: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}

import type { Kysely } from 'kysely';
import type { Schema } from '#platform/db/database.ts';
import type { Identity } from '#platform/http/caller.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';

type ApiKeyIdentity = Extract<Identity, { kind: 'api_key' }>;

/** How every API key begins, so that scanners know one that leaked. */
export const apiKeyPrefix = 'lim';

const lastUsedStepMs = 60_000;

/** Who an API key stands for; nobody when it is unknown, revoked or expired. Notes its use once a minute at most. */
export async function findApiKeyIdentity(
  db: Kysely<Schema>,
  { key, now }: { key: string; now: Date },
): Promise<ApiKeyIdentity | undefined> {
  const row = await db
    .selectFrom('api_key')
    .select(['id', 'name', 'role', 'last_used_at'])
    .where('key_hash', '=', hashToken(key))
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const noteAgainFrom = new Date(now.getTime() - lastUsedStepMs);
  if (row.last_used_at === null || row.last_used_at < noteAgainFrom) {
    await db
      .updateTable('api_key')
      .set({ last_used_at: now })
      .where('id', '=', row.id)
      .where((where) =>
        where.or([where('last_used_at', 'is', null), where('last_used_at', '<', noteAgainFrom)]),
      )
      .execute();
  }
  return { kind: 'api_key', id: row.id, name: row.name, role: row.role as ApiKeyIdentity['role'] };
}

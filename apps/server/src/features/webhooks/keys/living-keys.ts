import { sql } from 'kysely';
import type { Reader } from '#platform/act/context.ts';

export interface LivingKey {
  id: string;
  sealed: string;
  createdAt: Date;
  expiresAt: Date | null;
}

/** The keys that sign now, oldest first. */
export async function listLivingKeys(db: Reader, integrationId: string): Promise<LivingKey[]> {
  return db
    .selectFrom('signing_key')
    .select(['id', 'secret_sealed as sealed', 'created_at as createdAt', 'expires_at as expiresAt'])
    .where('integration_id', '=', integrationId)
    .where(sql<boolean>`(expires_at is null or expires_at > now())`)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

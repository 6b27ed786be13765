import type { Kysely, Selectable } from 'kysely';
import type { PartnerCredential } from '@leads/contract/integrations';
import type { Schema } from '#platform/db/database.ts';
import type { ReadDb } from '#platform/act/context.ts';

export type CredentialRow = Selectable<Schema['partner_credential']>;

export interface HandOverTimes {
  expires_at: Date;
  opened_at: Date | null;
}

/** A credential as staff see it: everything but the secret. */
export function toPartnerCredential(
  row: CredentialRow,
  handOver: HandOverTimes | null,
): PartnerCredential {
  return {
    id: row.id,
    kind: row.kind as PartnerCredential['kind'],
    mode: row.mode as PartnerCredential['mode'],
    clientId: row.client_id,
    secretEnd: row.secret_end,
    createdAt: row.created_at.toISOString(),
    createdByName: row.created_by_name,
    expiresAt: row.expires_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    handOver:
      handOver === null
        ? null
        : {
            expiresAt: handOver.expires_at.toISOString(),
            openedAt: handOver.opened_at?.toISOString() ?? null,
          },
  };
}

/** All credentials of an integration, the newest first, those of earlier kinds and revoked ones too. */
export async function listCredentials(
  db: ReadDb | Kysely<Schema>,
  integrationId: string,
): Promise<PartnerCredential[]> {
  const rows = await (db as ReadDb)
    .selectFrom('partner_credential as c')
    .leftJoin('credential_hand_over as h', 'h.credential_id', 'c.id')
    .selectAll('c')
    .select(['h.expires_at as link_expires_at', 'h.opened_at as link_opened_at'])
    .where('c.integration_id', '=', integrationId)
    .orderBy('c.id', 'desc')
    .execute();
  return rows.map(({ link_expires_at, link_opened_at, ...row }) =>
    toPartnerCredential(
      row,
      link_expires_at === null ? null : { expires_at: link_expires_at, opened_at: link_opened_at },
    ),
  );
}

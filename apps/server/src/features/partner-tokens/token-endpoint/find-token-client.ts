import type { Kysely } from 'kysely';
import type { AdapterPayload } from 'oidc-provider';
import type { Schema } from '#platform/db/database.ts';

/**
 * The credential behind a client id, in the token library's shape: an OAuth 2.0 one that is not revoked, of an
 * integration that is not deleted. An expired one is found, so that the answer can say that it expired. `client_secret`
 * holds the hash.
 */
export async function findTokenClient(
  db: Kysely<Schema>,
  clientId: string,
): Promise<AdapterPayload | undefined> {
  const row = await db
    .selectFrom('partner_credential as credential')
    .innerJoin('integration', 'integration.id', 'credential.integration_id')
    .select([
      'credential.id',
      'credential.client_id',
      'credential.secret_hash',
      'credential.expires_at',
    ])
    .where('credential.client_id', '=', clientId)
    .where('credential.kind', '=', 'oauth2_client_credentials')
    .where('credential.revoked_at', 'is', null)
    .where('integration.deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    client_id: row.client_id,
    client_secret: row.secret_hash,
    client_secret_expires_at:
      row.expires_at === null ? 0 : Math.floor(row.expires_at.getTime() / 1000),
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'client_secret_basic',
    credential_id: row.id,
  };
}

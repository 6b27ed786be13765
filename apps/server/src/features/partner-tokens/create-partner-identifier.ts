import type { Kysely } from 'kysely';
import { Problem } from '@leads/contract/problem';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import type { Callers } from '#platform/http/caller.ts';
import { hashToken, isTokenHash } from '#platform/secrets/hash-token.ts';
import { noteUse } from './note-use.ts';
import { readPresentedCredential } from './read-presented-credential.ts';
import type { PresentedCredential } from './read-presented-credential.ts';
import { createTokenVerifier } from './verify-access-token.ts';

/**
 * Tells which partner calls. Whatever was verified before, the credential and its integration are read in the request's
 * own statement: a revoked credential and a deleted integration end at once. Inactive integrations are told all the
 * same; what they may do is for the routes to say.
 */
export function createPartnerIdentifier(
  services: Services,
  db: Kysely<Schema>,
): Callers['identifyPartner'] {
  const verifyToken = createTokenVerifier(services);
  return async (request) => {
    const presented = readPresentedCredential(request.headers);
    const row = await findPresented(db, presented, verifyToken);
    if (row === undefined || row.revoked_at !== null || row.deleted_at !== null) throw refused();
    const now = services.clock.now();
    if (row.expires_at !== null && row.expires_at <= now) throw expired();
    await noteUse(db, { credential: row, now });
    return {
      kind: 'partner',
      id: row.id,
      name: row.name,
      integrationId: row.integration_id,
      mode: row.mode as 'live' | 'sandbox',
    };
  };
}

async function findPresented(
  db: Kysely<Schema>,
  presented: PresentedCredential,
  verifyToken: (token: string) => Promise<string>,
) {
  const rows = credentialsOf(db, presented.kind);
  switch (presented.kind) {
    case 'oauth2_client_credentials':
      return rows
        .where('credential.id', '=', await verifyToken(presented.token))
        .executeTakeFirst();
    case 'api_key':
      return rows.where('credential.secret_hash', '=', hashToken(presented.key)).executeTakeFirst();
    case 'http_basic': {
      const row = await rows
        .where('credential.client_id', '=', presented.clientId)
        .executeTakeFirst();
      return row !== undefined && isTokenHash(presented.secret, row.secret_hash) ? row : undefined;
    }
  }
}

/** Credentials of one kind only: a secret made for one way of signing in does not open another. */
function credentialsOf(db: Kysely<Schema>, kind: PresentedCredential['kind']) {
  return db
    .selectFrom('partner_credential as credential')
    .innerJoin('integration', 'integration.id', 'credential.integration_id')
    .select([
      'credential.id',
      'credential.mode',
      'credential.secret_hash',
      'credential.expires_at',
      'credential.revoked_at',
      'credential.last_used_at',
      'credential.integration_id',
      'integration.name',
      'integration.deleted_at',
    ])
    .where('credential.kind', '=', kind);
}

function refused(): Problem {
  return new Problem('invalid_credentials', {
    detail: 'These credentials are not known here, or were revoked. Ask your contact for new ones.',
  });
}

function expired(): Problem {
  return new Problem('expired_credentials', {
    detail: 'These credentials have expired. Ask your contact for new ones.',
  });
}

import type { Kysely } from 'kysely';
import { Problem } from '@leads/contract/problem';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import type { Callers } from '#platform/http/caller.ts';
import { createBatcher } from '#platform/batch/create-batcher.ts';
import { isDatabaseUnavailable } from '#platform/db/database-fault.ts';
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
  const find = createBatcher<PresentedKey, Credential | undefined>({
    run: (keys) => findCredentials(db, keys),
    failsAll: isDatabaseUnavailable,
    batchMax: 200,
    lanes: 2,
  });
  return async (request) => {
    const presented = readPresentedCredential(request.headers);
    const row = await find(await toKey(presented, verifyToken));
    if (row === undefined || row.revoked_at !== null || row.deleted_at !== null) throw refused();
    if (presented.kind === 'http_basic' && !isTokenHash(presented.secret, row.secret_hash))
      throw refused();
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

/** What a credential is found by. */
interface PresentedKey {
  kind: PresentedCredential['kind'];
  value: string;
}

async function toKey(
  presented: PresentedCredential,
  verifyToken: (token: string) => Promise<string>,
): Promise<PresentedKey> {
  const { kind } = presented;
  switch (kind) {
    case 'oauth2_client_credentials':
      return { kind, value: await verifyToken(presented.token) };
    case 'api_key':
      return { kind, value: hashToken(presented.key) };
    case 'http_basic':
      return { kind, value: presented.clientId };
  }
}

type Credential = Awaited<ReturnType<typeof listCredentialsOf>>[number];

const keyColumns = {
  oauth2_client_credentials: 'id',
  api_key: 'secret_hash',
  http_basic: 'client_id',
} as const;

/** The credentials of requests that wait at the same moment, each in its place. */
async function findCredentials(
  db: Kysely<Schema>,
  keys: readonly PresentedKey[],
): Promise<(Credential | undefined)[]> {
  const found = new Map<string, Credential>();
  const toName = (kind: string, value: string) => `${kind} ${value}`;
  for (const [kind, wanted] of Map.groupBy(keys, (key) => key.kind)) {
    const values = [...new Set(wanted.map(({ value }) => value))];
    for (const row of await listCredentialsOf(db, { kind, values }))
      found.set(toName(kind, String(row[keyColumns[kind]])), row);
  }
  return keys.map(({ kind, value }) => found.get(toName(kind, value)));
}

/** Credentials of one kind only: a secret made for one way of signing in does not open another. */
function listCredentialsOf(
  db: Kysely<Schema>,
  { kind, values }: { kind: PresentedCredential['kind']; values: readonly string[] },
) {
  return db
    .selectFrom('partner_credential as credential')
    .innerJoin('integration', 'integration.id', 'credential.integration_id')
    .select([
      'credential.id',
      'credential.client_id',
      'credential.mode',
      'credential.secret_hash',
      'credential.expires_at',
      'credential.revoked_at',
      'credential.last_used_at',
      'credential.integration_id',
      'integration.name',
      'integration.deleted_at',
    ])
    .where('credential.kind', '=', kind)
    .where(`credential.${keyColumns[kind]}`, 'in', values)
    .execute();
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

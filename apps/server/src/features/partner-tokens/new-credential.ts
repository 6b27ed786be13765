import { randomBytes } from 'node:crypto';
import type { PartnerAuthorizationType } from '@leads/contract/integration-general';
import type { NewCredential } from '@leads/contract/credentials';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId, newToken } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { insertHandOver } from './hand-over/hand-over-link.ts';
import { toPartnerCredential } from './to-partner-credential.ts';

const secretBytes = 32;
const secretEndLength = 4;

interface NewCredentialValues {
  integration: { id: string; name: string; partner_authorization_type: string };
  mode: 'live' | 'sandbox';
  expiresAt: Date | null;
  /** The secret is sealed behind a link, and is not in the answer. */
  handOver: boolean;
}

/** Makes and stores a credential of the integration's present kind; its secret is in the answer or behind the link, and nowhere else. */
export async function insertCredential(
  tx: Tx,
  ctx: Context,
  { integration, mode, expiresAt, handOver }: NewCredentialValues,
): Promise<NewCredential> {
  const kind = integration.partner_authorization_type as PartnerAuthorizationType;
  const secret = newToken(secretPrefixes[kind], secretBytes);
  const row = await tx
    .insertInto('partner_credential')
    .values({
      id: newId(),
      integration_id: integration.id,
      kind,
      mode,
      client_id: newClientId(integration.name),
      secret_hash: hashToken(secret),
      secret_end: secret.slice(-secretEndLength),
      created_at: ctx.clock.now(),
      created_by_name: ctx.actor.name,
      expires_at: expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  if (!handOver) return { credential: toPartnerCredential(row, null), secret, handOver: null };
  const link = await insertHandOver(tx, ctx, { credentialId: row.id, secret });
  return {
    credential: toPartnerCredential(row, link.times),
    secret: null,
    handOver: { url: link.url, expiresAt: link.times.expires_at.toISOString() },
  };
}

/** Tells scanners and people what leaked, should it leak. */
const secretPrefixes: Record<PartnerAuthorizationType, string> = {
  oauth2_client_credentials: 'lims',
  api_key: 'limk',
  http_basic: 'limb',
};

/** `partner_<name>_<8 characters>`: people read whose it is, and nobody guesses the next one. */
function newClientId(integrationName: string): string {
  return `partner_${toSlug(integrationName)}_${randomBytes(4).toString('hex')}`;
}

function toSlug(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 40)
    .replaceAll(/^_+|_+$/g, '');
  return slug === '' ? 'integration' : slug;
}

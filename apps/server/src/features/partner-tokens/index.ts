/**
 * How partners' systems prove who they are.
 *
 * An integration has credentials, each of one kind: OAuth 2.0 client credentials (a token from /connect/token, one
 * hour), API key (`x-api-key`) or HTTP Basic. New ones are of the kind that General Information asks for now; older
 * kinds work until revoked. Live credentials do the work; sandbox ones act in test mode only. A credential is alive
 * from creation until it expires or is revoked; rotation makes another and lets the old one end after an overlap.
 * Secrets are shown once and kept as hashes. Instead of being shown, a secret can wait, sealed, behind a link that the
 * partner opens without signing in, once, within 24 hours; opened, expired or revoked, the sealed secret is destroyed.
 *
 * node-oidc-provider issues the tokens. A token says which credential got it, and every request reads that credential
 * and its integration, so revoking ends tokens too. Deleted integrations are unknown; inactive ones are told, and the
 * routes refuse what they may not do.
 */
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { credentialRoutes } from './credential-routes.ts';
import { handOverRoutes } from './hand-over/hand-over-routes.ts';
import { tokenRoutes } from './token-endpoint/token-routes.ts';

export { createCredential } from './create-credential.ts';
export { expireHandOvers } from './hand-over/expire-hand-overs.task.ts';
export { destroyHandOver } from './hand-over/hand-over-link.ts';
export { listCredentials } from './to-partner-credential.ts';
export { createPartnerIdentifier } from './create-partner-identifier.ts';
export { readPresentedCredential } from './read-presented-credential.ts';

/** The token endpoint with its keys and metadata, the staff's acts on credentials, and the links that hand them over. */
export async function partnerTokenRoutes(
  app: FastifyInstance,
  parts: { services: Services; db: Kysely<Schema> },
): Promise<void> {
  credentialRoutes(app);
  handOverRoutes(app, parts);
  await tokenRoutes(app, parts);
}

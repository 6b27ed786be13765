import { Problem } from '@leads/contract/problem';
import type { Tx } from '#platform/act/context.ts';

/**
 * Holds the integration until the transaction ends, so that two people cannot each revoke what they take for the last
 * but one credential.
 * @throws Problem `not_found` when there is none or it is deleted
 */
export async function lockIntegration(tx: Tx, integrationId: string) {
  const integration = await tx
    .selectFrom('integration')
    .select(['id', 'name', 'status', 'partner_authorization_type'])
    .where('id', '=', integrationId)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (integration !== undefined) return integration;
  throw new Problem('not_found', {
    detail: 'There is no such integration. It may have been deleted.',
  });
}

/** @throws Problem `not_found` when the integration has no such credential */
export async function requireCredential(
  tx: Tx,
  { integrationId, credentialId }: { integrationId: string; credentialId: string },
) {
  const credential = await tx
    .selectFrom('partner_credential')
    .selectAll()
    .where('id', '=', credentialId)
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  if (credential !== undefined) return credential;
  throw new Problem('not_found', { detail: 'The integration has no such credential.' });
}

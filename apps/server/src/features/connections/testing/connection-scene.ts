import { randomBytes } from 'node:crypto';
import { acceptAgreement } from '../agreement/accept-agreement.ts';
import { readCurrentAgreement } from '../agreement/current-agreement.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import { newId } from '#platform/id.ts';
import { makeIntegration, makeTenant, makeTenantUser } from '#testing/factories.ts';
import type { IntegrationValues } from '#testing/factories.ts';
import type { TestSystem } from '#testing/test-system.ts';

/** An integration by ST Pairing unless told, with its address and a signing key. */
export async function makePairingIntegration(
  system: TestSystem,
  values: IntegrationValues = {},
): Promise<string> {
  const integrationId = await makeIntegration(system.db, {
    tenantAuthorizationType: 'st_pairing',
    ...values,
  });
  await system.db
    .insertInto('integration_urls')
    .values({ integration_id: integrationId, pairing_url: 'http://127.0.0.1:9/pair' })
    .execute();
  const id = newId();
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  await system.db
    .insertInto('signing_key')
    .values({
      id,
      integration_id: integrationId,
      secret_sealed: system.services.sealer.seal(secret, `signing-key:${id}`),
    })
    .execute();
  return integrationId;
}

/** A tenant whose owner has accepted the agreement of the integration. */
export async function makeWillingTenant(
  system: TestSystem,
  integrationId: string,
): Promise<{ tenantId: string; owner: ActorOf<'tenant'> }> {
  const tenantId = await makeTenant(system.db);
  const owner = await makeTenantUser(system.db, { tenantId, role: 'owner' });
  const scope = { tenantId, integrationId };
  const { id: agreementId } = await readCurrentAgreement(system.db, scope);
  await acceptAgreement(system.contextFor(owner), { ...scope, agreementId });
  return { tenantId, owner };
}

export const partnerOf = (
  integrationId: string,
  mode: 'live' | 'sandbox' = 'live',
): ActorOf<'partner'> => ({
  kind: 'partner',
  id: newId(),
  name: 'Partner',
  integrationId,
  mode,
});

/** Statuses and paths of what was written for the partner, oldest first. */
export async function listMessages(
  system: TestSystem,
  integrationId: string,
): Promise<{ id: string; path: string; body: Record<string, unknown> }[]> {
  const rows = await system.db
    .selectFrom('delivery')
    .select(['id', 'path', 'body', 'url'])
    .where('integration_id', '=', integrationId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, path, body }) => ({ id, path, body: JSON.parse(body) }));
}

export async function listAuditActions(system: TestSystem, tenantId: string): Promise<string[]> {
  const rows = await system.db
    .selectFrom('audit_entry')
    .select('action')
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.action);
}

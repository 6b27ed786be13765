import type { TestSystem } from '#testing/test-system.ts';
import { startPairing } from '../start-pairing.ts';
import { makePairingIntegration, makeWillingTenant, partnerOf } from './connection-scene.ts';

/** A partner with one request of one tenant. */
export async function makeRequestScene(
  system: TestSystem,
  values: { multiAccount?: boolean } = {},
) {
  const integrationId = await makePairingIntegration(system, values);
  const partner = system.contextFor(partnerOf(integrationId));
  return { integrationId, partner, ...(await makeRequest(system, integrationId)) };
}

/** One more tenant with a request to the integration. */
export async function makeRequest(system: TestSystem, integrationId: string) {
  const { tenantId, owner } = await makeWillingTenant(system, integrationId);
  const ctx = system.contextFor(owner);
  const ask = (addAccount = false) => startPairing(ctx, { tenantId, integrationId, addAccount });
  const { id: requestId } = await ask();
  return { tenantId, ctx, requestId, ask };
}

export const accountOf = (id: string, profiles: string[] = [`${id}-1`]) => ({
  id,
  name: `Account ${id}`,
  profiles: profiles.map((profile) => ({ id: profile, name: `Profile ${profile}` })),
});

export const completed = (requestId: string, account = accountOf('ACME-1')) => ({
  requestId,
  status: 'COMPLETED' as const,
  account,
});

import type { TenantAuthorizationType } from '@leads/contract/integration-general';
import { Problem } from '@leads/contract/problem';
import type { Connection, TenantIntegration } from '@leads/contract/tenant-integrations';
import type { Reader } from '#platform/act/context.ts';
import { listAcceptedIntegrations } from '../agreement/current-agreement.ts';
import { listConnections } from '../connection-reply.ts';
import { livingStates } from '../connection-state.ts';
import { listVisibleIntegrations } from '../visible-integrations.ts';
import { readCoverage } from './service-coverage.ts';

interface Scope {
  tenantId: string;
  integrationId?: string;
}

/** The partners that the tenant may connect to or is connected to, by name. */
export async function listTenantIntegrations(
  db: Reader,
  scope: Scope,
): Promise<TenantIntegration[]> {
  const { tenantId } = scope;
  const integrations = await listVisibleIntegrations(db, scope);
  const of = { tenantId, integrationIds: integrations.map((one) => one.id) };
  const [accepted, coverage, connections] = await Promise.all([
    listAcceptedIntegrations(db, of),
    readCoverage(db, of),
    listConnections(db, scope),
  ]);
  const connectionsOf = Map.groupBy(connections, (one) => one.integrationId);
  return integrations.map((one) => ({
    id: one.id,
    name: one.name,
    description: one.description,
    logoUrl: one.logoSha256 === null ? null : `/api/logos/${one.id}/${one.logoSha256}.png`,
    tenantAuthorizationType: one.tenantAuthorizationType as TenantAuthorizationType,
    multiAccount: one.multiAccount,
    paused: one.status !== 'active',
    agreementAccepted: accepted.has(one.id),
    connections: withoutHistory(connectionsOf.get(one.id) ?? []),
    ...(coverage.get(one.id) ?? {
      partnerServices: 0,
      coveredServices: 0,
    }),
  }));
}

/** @throws Problem `not_found` */
export async function getTenantIntegration(
  db: Reader,
  scope: Required<Scope>,
): Promise<TenantIntegration> {
  const [integration] = await listTenantIntegrations(db, scope);
  if (integration !== undefined) return integration;
  throw new Problem('not_found', {
    detail:
      'There is no such integration for your company. Go to Integrations to see those there are.',
  });
}

/** An ended connection is worth showing only while nothing newer is there. */
function withoutHistory(newestFirst: readonly Connection[]): Connection[] {
  return newestFirst.filter(
    (one, index) => index === 0 || livingStates.some((state) => state === one.state),
  );
}

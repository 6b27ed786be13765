import type { Reader } from '#platform/act/context.ts';
import { livingStates } from './connection-state.ts';

export interface VisibleIntegration {
  id: string;
  name: string;
  description: string;
  status: string;
  tenantAuthorizationType: string;
  multiAccount: boolean;
  logoSha256: string | null;
  /** Tenant Access names the tenant. */
  accessible: boolean;
}

/**
 * What a tenant may see: active integrations open to it, and those that it is still connected to, which are shown as
 * paused when they are not active.
 */
export async function listVisibleIntegrations(
  db: Reader,
  { tenantId, integrationId }: { tenantId: string; integrationId?: string },
): Promise<VisibleIntegration[]> {
  const rows = await db
    .selectFrom('integration')
    .leftJoin('integration_logo as logo', 'logo.integration_id', 'integration.id')
    .leftJoin('integration_tenant_access as access', 'access.integration_id', 'integration.id')
    .leftJoin('integration_enabled_tenant as enabled', (join) =>
      join
        .onRef('enabled.integration_id', '=', 'integration.id')
        .on('enabled.tenant_id', '=', tenantId),
    )
    .select((eb) => [
      'integration.id',
      'integration.name',
      'integration.description',
      'integration.status',
      'integration.tenant_authorization_type as tenantAuthorizationType',
      'integration.multi_account as multiAccount',
      'logo.sha256 as logoSha256',
      'access.mode as accessMode',
      'enabled.tenant_id as enabledTenantId',
      eb
        .exists(
          eb
            .selectFrom('connection')
            .select('connection.id')
            .where('connection.tenant_id', '=', tenantId)
            .whereRef('connection.integration_id', '=', 'integration.id')
            .where('connection.state', 'in', livingStates),
        )
        .as('living'),
    ])
    .where('integration.deleted_at', 'is', null)
    .$if(integrationId !== undefined, (query) =>
      query.where('integration.id', '=', integrationId as string),
    )
    .orderBy((eb) => eb.fn('lower', ['integration.name']))
    .orderBy('integration.id')
    .execute();
  return rows
    .map(({ accessMode, enabledTenantId, living, ...row }) => ({
      ...row,
      living: living === true,
      accessible: accessMode === 'all' || (accessMode === 'specific' && enabledTenantId !== null),
    }))
    .filter((row) => row.living || (row.status === 'active' && row.accessible));
}

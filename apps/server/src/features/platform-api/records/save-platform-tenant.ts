import type { PlatformTenant, SaveResult, TenantBody } from '@leads/contract/platform-tenants';
import { fieldProblem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { requireTenant, toPlatformTenant } from './read-tenants.ts';
import { deactivateTenant, saveTenants } from './save-tenants.ts';

interface SavedTenant {
  result: SaveResult;
  tenant: PlatformTenant;
}

/**
 * Creates or replaces one tenant.
 * @throws Problem `validation_failed` for an external id that a built-in test tenant has
 */
export async function savePlatformTenant(
  ctx: Context,
  { externalId, tenant }: { externalId: string; tenant: TenantBody },
): Promise<SavedTenant> {
  if (isReserved(externalId)) throw reserved(externalId);
  const [result = 'unchanged'] = await saveTenants(ctx, [{ externalId, tenant }]);
  return { result, tenant: toPlatformTenant(await requireTenant(ctx.db, externalId)) };
}

/**
 * Makes a tenant inactive; all else of it stays.
 * @throws Problem `not_found`
 */
export async function deactivatePlatformTenant(
  ctx: Context,
  externalId: string,
): Promise<SavedTenant> {
  const result = await deactivateTenant(ctx, externalId);
  return { result, tenant: toPlatformTenant(await requireTenant(ctx.db, externalId)) };
}

/** Test tenants are made by us, one per integration. */
export const isReserved = (externalId: string): boolean => externalId.startsWith('test:');

export const reserved = (externalId: string) =>
  fieldProblem('', `${externalId} is kept for test tenants. External ids do not begin with test:`);

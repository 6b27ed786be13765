import { sql } from 'kysely';
import type { TenantAccess } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { fieldProblem, Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { closeTenants, listLivingTenants } from '../close-tenants.ts';
import { getIntegration } from '../get-integration.ts';
import { requireStillComplete } from '../missing-parts.ts';
import { countEnabledTenants } from '../stored-sections.ts';
import { saveSection } from './save-section.ts';

interface SaveTenantAccess {
  integrationId: string;
  version: number;
  tenantAccess: TenantAccess;
  /** Agrees that connections of tenants that lose access are closed. */
  confirm: boolean;
}

/**
 * Saves Tenant Access: the mode, and only the tenants whose access changes. The list is kept while the mode is all.
 * Tenants that lose access are disconnected and the partner is told.
 * @throws Problem `confirmation_needed` with `connectedTenants`, `validation_failed`, `changed_meanwhile`
 */
export async function saveTenantAccess(
  ctx: Context,
  input: SaveTenantAccess,
): Promise<Integration> {
  const { integrationId, version, tenantAccess } = input;
  const enable = toIdSet(tenantAccess.enable);
  const disable = toIdSet(tenantAccess.disable);
  if (!enable.isDisjointFrom(disable)) {
    throw fieldProblem('/tenantAccess/enable', 'A tenant cannot be enabled and disabled at once.');
  }
  await change(ctx, 'integration.save_tenant_access', async (tx) => {
    await saveSection(tx, ctx, { integrationId, section: 'tenant_access', version });
    const before = await readAccess(tx, integrationId);
    await writeMode(tx, integrationId, tenantAccess.mode);
    const enabled = await enableTenants(tx, integrationId, [...enable]);
    const disabled = await disableTenants(tx, integrationId, [...disable]);
    await closeLostTenants(tx, ctx, input);
    await requireStillComplete(tx, integrationId);
    const after = {
      ...(await readAccess(tx, integrationId)),
      enabled: await nameTenants(tx, enabled),
      disabled: await nameTenants(tx, disabled),
    };
    const subject = { kind: 'integration', id: integrationId };
    return { value: undefined, audit: { subject, integrationId, before, after } };
  });
  return getIntegration(ctx, integrationId);
}

/** So many are named in a refusal. */
const namedMax = 3;

const toIdSet = (ids: readonly string[]) => new Set(ids.map((id) => id.toLowerCase()));

async function readAccess(tx: Tx, integrationId: string) {
  const row = await tx
    .selectFrom('integration_tenant_access')
    .select('mode')
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  return {
    mode: row?.mode ?? null,
    enabledCount: await countEnabledTenants(tx, integrationId),
  };
}

/** For the audit log's reader: names, and the ids that tell two of one name apart. */
async function nameTenants(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const named = await tx
    .selectFrom('tenant')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('search_name')
    .orderBy('id')
    .execute();
  return named.map(({ id, name }) => `${name} (${id})`);
}

async function writeMode(tx: Tx, integrationId: string, mode: TenantAccess['mode']): Promise<void> {
  await tx
    .insertInto('integration_tenant_access')
    .values({ integration_id: integrationId, mode })
    .onConflict((conflict) => conflict.column('integration_id').doUpdateSet({ mode }))
    .execute();
}

/** Answers those that were not enabled before. */
async function enableTenants(tx: Tx, integrationId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  await requireTenants(tx, ids);
  const added = await tx
    .insertInto('integration_enabled_tenant')
    .columns(['integration_id', 'tenant_id'])
    .expression((eb) =>
      eb
        .selectFrom('tenant')
        .select([sql<string>`${integrationId}::uuid`.as('integration_id'), 'id'])
        .where('id', '=', sql<string>`any(${ids}::uuid[])`),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('tenant_id')
    .execute();
  return added.map((row) => row.tenant_id);
}

async function requireTenants(tx: Tx, ids: string[]): Promise<void> {
  const known = await tx
    .selectFrom('tenant')
    .select('id')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  if (known.length === ids.length) return;
  const unknown = [...new Set(ids).difference(new Set(known.map(({ id }) => id)))];
  const rest = unknown.length - namedMax;
  const named = unknown.slice(0, namedMax).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  throw fieldProblem(
    '/tenantAccess/enable',
    `There is no tenant with the id ${named}. Search for the tenants again.`,
  );
}

/** Answers those that were enabled before. */
async function disableTenants(tx: Tx, integrationId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const removed = await tx
    .deleteFrom('integration_enabled_tenant')
    .where('integration_id', '=', integrationId)
    .where('tenant_id', '=', sql<string>`any(${ids}::uuid[])`)
    .returning('tenant_id')
    .execute();
  return removed.map((row) => row.tenant_id);
}

async function closeLostTenants(
  tx: Tx,
  ctx: Context,
  { integrationId, tenantAccess, confirm }: SaveTenantAccess,
): Promise<void> {
  if (tenantAccess.mode === 'all') return;
  const living = await listLivingTenants(tx, integrationId);
  const enabled = await tx
    .selectFrom('integration_enabled_tenant')
    .select('tenant_id')
    .where('integration_id', '=', integrationId)
    .execute();
  const enabledIds = new Set(enabled.map((row) => row.tenant_id));
  const lost = living.filter(({ tenantId }) => !enabledIds.has(tenantId));
  const connected = lost.filter(({ isConnected }) => isConnected).map(({ tenantId }) => tenantId);
  if (connected.length > 0 && !confirm) throw await lostAccess(tx, connected);
  await closeTenants(tx, ctx, { integrationId, tenantIds: lost.map(({ tenantId }) => tenantId) });
}

async function lostAccess(tx: Tx, tenantIds: string[]): Promise<Problem> {
  const rows = await tx
    .selectFrom('tenant')
    .select('name')
    .where('id', '=', sql<string>`any(${tenantIds}::uuid[])`)
    .orderBy(sql`lower(name)`)
    .limit(namedMax)
    .execute();
  const names = rows.map(({ name }) => name);
  const rest = tenantIds.length - names.length;
  const all = rest > 0 ? [...names, `${rest.toLocaleString('en')} more`] : names;
  const subject = new Intl.ListFormat('en').format(all);
  const isOne = tenantIds.length === 1;
  return new Problem('confirmation_needed', {
    detail: `${subject} ${isOne ? 'is' : 'are'} connected, and will be disconnected with this save. Confirm to go on.`,
    context: { connectedTenants: tenantIds.length, names },
  });
}

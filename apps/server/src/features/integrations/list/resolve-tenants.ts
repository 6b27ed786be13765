import { sql } from 'kysely';
import type { ResolvedTenants } from '@leads/contract/tenant-access';
import { Id } from '@leads/contract/page';
import { requirePermission } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { requireIntegration } from '../lock-integration.ts';
import { isConnected, isEnabled } from './tenant-conditions.ts';

/**
 * The tenants that pasted ids name, each id being ours or the host platform's. An id that is both of one tenant and of
 * another's external id means ours. Changes nothing.
 * @throws Problem `not_found`, `forbidden` for those who could not save what was found
 */
export async function resolveTenants(
  ctx: Context,
  { integrationId, ids }: { integrationId: string; ids: readonly string[] },
): Promise<ResolvedTenants> {
  requirePermission(ctx, 'integration.save_tenant_access');
  await requireIntegration(ctx.db, integrationId);
  const rows = await listNamed(ctx, { integrationId, ids });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byExternalId = new Map(rows.map((row) => [row.externalId, row]));
  const seen = new Set<string>();
  const unknown = new Set<string>();
  let duplicates = 0;
  for (const id of ids) {
    const row = byId.get(id.toLowerCase()) ?? byExternalId.get(id);
    const key = row?.id ?? id;
    if (seen.has(key) || unknown.has(key)) duplicates += 1;
    else if (row === undefined) unknown.add(key);
    else seen.add(key);
  }
  const named = rows.filter(({ id }) => seen.has(id));
  return {
    found: named
      .filter(({ active }) => active)
      .map(({ externalId: _externalId, active: _active, ...tenant }) => tenant),
    inactive: named.filter(({ active }) => !active).map(({ id, name }) => ({ id, name })),
    unknown: [...unknown],
    duplicates,
  };
}

async function listNamed(
  ctx: Context,
  { integrationId, ids }: { integrationId: string; ids: readonly string[] },
) {
  const uuids = ids.filter((id) => Id.safeParse(id).success);
  // PostgreSQL keeps no NUL, so no external id has one.
  const externalIds = ids.filter((id) => !id.includes('\0'));
  return ctx.db
    .selectFrom('tenant as t')
    .select([
      't.id',
      't.name',
      't.locality',
      't.region',
      't.active',
      't.external_id as externalId',
      isEnabled(integrationId).as('enabled'),
      isConnected(integrationId).as('connected'),
    ])
    .where((where) =>
      where.or([
        where('t.id', '=', sql<string>`any(${uuids}::uuid[])`),
        where('t.external_id', '=', sql<string>`any(${externalIds}::text[])`),
      ]),
    )
    .where('t.is_test', '=', false)
    .orderBy(sql`lower(t.name)`)
    .orderBy('t.id')
    .execute();
}

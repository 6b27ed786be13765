import { sql } from 'kysely';
import type { TenantRow } from '@leads/contract/admin-tenants';
import type { ReadDb } from '#platform/act/context.ts';

/** Tenants with what a list shows of them; the figures are read tenant by tenant, so ask for a page of them at most. */
export function selectTenantRows(db: ReadDb) {
  return db.selectFrom('tenant as t').select((eb) => [
    't.id',
    't.name',
    't.locality',
    't.region',
    't.active',
    sql<number>`(select count(*)::int from connection c
        where c.tenant_id = t.id and c.state = 'connected')`.as('connected'),
    sql<number>`(select count(*)::int from connection c
        where c.tenant_id = t.id and c.state = 'connected' and c.attention is not null)`.as(
      'attention',
    ),
    eb
      .selectFrom('lead')
      .select('lead.received_at')
      .whereRef('lead.tenant_id', '=', 't.id')
      .where('lead.test', '=', false)
      .orderBy('lead.received_at', 'desc')
      .limit(1)
      .as('lastLeadAt'),
  ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectTenantRows>['executeTakeFirstOrThrow']>>;

export function toTenantRow({
  id,
  name,
  locality,
  region,
  active,
  connected,
  attention,
  lastLeadAt,
}: Row): TenantRow {
  return {
    id,
    name,
    locality,
    region,
    active,
    connected,
    attention,
    lastLeadAt: lastLeadAt?.toISOString() ?? null,
  };
}

import { sql } from 'kysely';
import type { Action } from '@leads/contract/action';
import type { SaveResult } from '@leads/contract/platform-tenants';
import type { WorkBody } from '@leads/contract/platform-work';
import { enqueueServicesComparison } from '#features/webhooks/index.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { sendHints } from '#platform/live/send-hint.ts';

/** The two tables are of one shape; they differ in what follows from a change. */
export const workKinds = {
  'business-unit': { table: 'business_unit', action: 'business_unit.save' },
  'job-type': { table: 'tenant_job_type', action: 'tenant_job_type.save' },
} as const satisfies Record<string, { table: string; action: Action }>;
export type WorkKind = keyof typeof workKinds;

export interface WorkToSave {
  tenantId: string;
  externalId: string;
  work: WorkBody;
}

interface WorkRow {
  tenant_id: string;
  id: string;
  external_id: string;
  name: string;
  active: boolean;
}

/**
 * Creates or replaces business units or job types, of any tenants, each named once, in one transaction. Equal ones leave
 * no trace. Partners hear of services that are covered differently now.
 * @returns what became of each, in the order given
 */
export async function saveWork(
  ctx: Context,
  kind: WorkKind,
  items: readonly WorkToSave[],
): Promise<SaveResult[]> {
  const { action } = workKinds[kind];
  return change(ctx, action, async (tx) => {
    const before = await readRows(tx, kind, items);
    const rows = items
      .map((item) => toRow(item, before.get(keyOf(item.tenantId, item.externalId))))
      .filter((row) => isChanged(before.get(keyOf(row.tenant_id, row.external_id)), row))
      .sort((a, b) =>
        keyOf(a.tenant_id, a.external_id) < keyOf(b.tenant_id, b.external_id) ? -1 : 1,
      );
    if (rows.length === 0)
      return { value: items.map(() => 'unchanged' as const), audit: noAudit('nothing changed') };
    const written = await upsert(tx, kind, rows);
    await announce(tx, ctx, { rows, before });
    return {
      value: items.map(({ tenantId, externalId }): SaveResult => {
        const created = written.get(keyOf(tenantId, externalId));
        return created === undefined ? 'unchanged' : created ? 'created' : 'updated';
      }),
      audit: rows.map((row) =>
        toAudit(kind, row, before.get(keyOf(row.tenant_id, row.external_id))),
      ),
    };
  });
}

const keyOf = (tenantId: string, externalId: string): string => `${tenantId} ${externalId}`;

async function readRows(
  tx: Tx,
  kind: WorkKind,
  items: readonly WorkToSave[],
): Promise<Map<string, WorkRow>> {
  const rows = await tx
    .selectFrom(workKinds[kind].table)
    .select(['tenant_id', 'id', 'external_id', 'name', 'active'])
    .where('tenant_id', 'in', [...new Set(items.map((one) => one.tenantId))])
    .where('external_id', 'in', [...new Set(items.map((one) => one.externalId))])
    .execute();
  return new Map(rows.map((row) => [keyOf(row.tenant_id, row.external_id), row]));
}

function toRow({ tenantId, externalId, work }: WorkToSave, now: WorkRow | undefined): WorkRow {
  return {
    tenant_id: tenantId,
    id: now?.id ?? newId(),
    external_id: externalId,
    name: work.name,
    active: work.active ?? now?.active ?? true,
  };
}

function isChanged(now: WorkRow | undefined, { name, active }: WorkRow): boolean {
  return now === undefined || now.name !== name || now.active !== active;
}

/** Answers whether each was new. */
async function upsert(
  tx: Tx,
  kind: WorkKind,
  rows: readonly WorkRow[],
): Promise<Map<string, boolean>> {
  const table = sql.table(workKinds[kind].table);
  const { rows: written } = await sql<{ tenant_id: string; external_id: string; created: boolean }>`
    insert into ${table} as own (tenant_id, id, external_id, name, active)
    select tenant_id, id, external_id, name, active
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as sent (tenant_id uuid, id uuid, external_id text, name text, active boolean)
    on conflict (tenant_id, external_id) do update set name = excluded.name, active = excluded.active
    returning own.tenant_id, own.external_id, own.xmax = 0 as created`.execute(tx);
  return new Map(written.map((row) => [keyOf(row.tenant_id, row.external_id), row.created]));
}

/** A new one is mapped to nothing and covers no service yet; one that is switched changes what is covered. */
async function announce(
  tx: Tx,
  ctx: Context,
  { rows, before }: { rows: readonly WorkRow[]; before: ReadonlyMap<string, WorkRow> },
): Promise<void> {
  const tenantIds = new Set(rows.map((row) => row.tenant_id));
  await sendHints(
    tx,
    [...tenantIds].map((tenantId) => ({ topic: 'mapping', id: tenantId, tenantId })),
  );
  const switched = rows.filter((row) => {
    const now = before.get(keyOf(row.tenant_id, row.external_id));
    return now !== undefined && now.active !== row.active;
  });
  for (const tenantId of new Set(switched.map((row) => row.tenant_id))) {
    await enqueueServicesComparison(tx, ctx, { tenantId });
  }
}

function toAudit(kind: WorkKind, row: WorkRow, before: WorkRow | undefined) {
  const facts = ({ external_id, name, active }: WorkRow) => ({ external_id, name, active });
  return {
    subject: { kind: workKinds[kind].table, id: row.id },
    tenantId: row.tenant_id,
    ...(before === undefined ? {} : { before: facts(before) }),
    after: facts(row),
  };
}

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

export interface WorkId {
  tenantId: string;
  externalId: string;
}

export interface WorkToSave extends WorkId {
  work: WorkBody;
}

interface WorkRow {
  tenant_id: string;
  id: string;
  external_id: string;
  name: string;
  active: boolean;
}
type Known = ReadonlyMap<string, WorkRow>;

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
    const seen = await readRows(tx, kind, { keys: items });
    const differing = items.filter((one) => isChanged(seen.get(keyOf(one)), one));
    if (differing.length === 0)
      return { value: items.map(() => 'unchanged' as const), audit: noAudit('nothing changed') };
    const before = await readRows(tx, kind, { keys: differing, lock: true });
    const rows = differing
      .filter((one) => isChanged(before.get(keyOf(one)), one))
      .map((one) => toRow(one, before.get(keyOf(one))))
      .sort((a, b) => (keyOfRow(a) < keyOfRow(b) ? -1 : 1));
    const { written, audit } = await write(tx, ctx, { kind, rows, before });
    const results = items.map((item): SaveResult => {
      const created = written.get(keyOf(item));
      return created === undefined ? 'unchanged' : created ? 'created' : 'updated';
    });
    return { value: results, audit };
  });
}

/** Makes one inactive; its name stays, as it is at that moment. Undefined when the tenant has none of the id. */
export async function deactivateOne(
  ctx: Context,
  kind: WorkKind,
  key: WorkId,
): Promise<SaveResult | undefined> {
  return change(ctx, workKinds[kind].action, async (tx) => {
    const before = await readRows(tx, kind, { keys: [key], lock: true });
    const now = before.get(keyOf(key));
    if (now === undefined) return { value: undefined, audit: noAudit('there is none') };
    if (!now.active) return { value: 'unchanged', audit: noAudit('it was inactive') };
    const rows = [{ ...now, active: false }];
    const { audit } = await write(tx, ctx, { kind, rows, before });
    return { value: 'updated', audit };
  });
}

/** Writes the rows over the locked ones of before, with all that follows. */
async function write(
  tx: Tx,
  ctx: Context,
  { kind, rows, before }: { kind: WorkKind; rows: readonly WorkRow[]; before: Known },
) {
  const written = await upsert(tx, kind, rows);
  if (rows.length > 0) await announce(tx, ctx, { rows, before });
  const audit = rows.map((row) => toAudit(kind, row, before.get(keyOfRow(row))));
  return { written, audit: audit.length === 0 ? noAudit('nothing changed') : audit };
}

const keyOf = ({ tenantId, externalId }: WorkId): string => `${tenantId} ${externalId}`;
const keyOfRow = (row: Pick<WorkRow, 'tenant_id' | 'external_id'>): string =>
  keyOf({ tenantId: row.tenant_id, externalId: row.external_id });

/** Those that are there, held until the transaction ends where `lock` says so. */
async function readRows(
  tx: Tx,
  kind: WorkKind,
  { keys, lock = false }: { keys: readonly WorkId[]; lock?: boolean },
): Promise<Map<string, WorkRow>> {
  const rows = await tx
    .selectFrom(workKinds[kind].table)
    .select(['tenant_id', 'id', 'external_id', 'name', 'active'])
    .where((eb) =>
      eb(
        eb.refTuple('tenant_id', 'external_id'),
        'in',
        keys.map(({ tenantId, externalId }) => eb.tuple(tenantId, externalId)),
      ),
    )
    .orderBy('tenant_id')
    .orderBy('external_id')
    .$if(lock, (query) => query.forNoKeyUpdate())
    .execute();
  return new Map(rows.map((row) => [keyOfRow(row), row]));
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

function isChanged(now: WorkRow | undefined, item: WorkToSave): boolean {
  const { name, active } = toRow(item, now);
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
  return new Map(written.map((row) => [keyOfRow(row), row.created]));
}

/** A new one is mapped to nothing and covers no service yet; one that is switched changes what is covered. */
async function announce(
  tx: Tx,
  ctx: Context,
  { rows, before }: { rows: readonly WorkRow[]; before: Known },
): Promise<void> {
  const tenantIds = new Set(rows.map((row) => row.tenant_id));
  await sendHints(
    tx,
    [...tenantIds].map((tenantId) => ({ topic: 'mapping', id: tenantId, tenantId })),
  );
  const switched = rows.filter((row) => {
    const now = before.get(keyOfRow(row));
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

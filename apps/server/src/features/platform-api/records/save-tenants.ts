import { sql } from 'kysely';
import type { SaveResult, TenantBody } from '@leads/contract/platform-tenants';
import { change, noAudit } from '#platform/act/change.ts';
import type { AuditNote } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { announceTenants } from './announce-tenants.ts';
import { noTenant, readTenants } from './read-tenants.ts';
import type { TenantRow } from './read-tenants.ts';

export interface TenantToSave {
  externalId: string;
  tenant: TenantBody;
}

/**
 * Creates or replaces tenants, each named once, in one transaction of a few statements however many they are. Equal ones
 * are not written and leave no trace. One made inactive has its connections closed by a job; partners hear of what they
 * are told of a tenant.
 * @returns what became of each, in the order given
 */
export async function saveTenants(
  ctx: Context,
  items: readonly TenantToSave[],
): Promise<SaveResult[]> {
  return change(ctx, 'tenant.save', async (tx) => {
    const seen = await readTenants(tx, { externalIds: items.map((one) => one.externalId) });
    const differing = items.filter((one) => isChanged(seen.get(one.externalId), one));
    if (differing.length === 0)
      return { value: items.map(() => 'unchanged' as const), audit: noAudit('nothing changed') };
    const before = await readTenants(tx, {
      externalIds: differing.map((one) => one.externalId),
      lock: true,
    });
    const rows = differing
      .filter((one) => isChanged(before.get(one.externalId), one))
      .map((one) => toRow(one, before.get(one.externalId)))
      .sort((a, b) => (a.external_id < b.external_id ? -1 : 1));
    const { created, audit } = await write(tx, ctx, { rows, before });
    const results = items.map(({ externalId }): SaveResult => {
      if (!created.has(externalId)) return 'unchanged';
      return created.get(externalId) === true ? 'created' : 'updated';
    });
    return { value: results, audit };
  });
}

/**
 * Makes a tenant inactive; all else of it stays, as it is at that moment.
 * @throws Problem `not_found`
 */
export async function deactivateTenant(ctx: Context, externalId: string): Promise<SaveResult> {
  return change(ctx, 'tenant.save', async (tx) => {
    const before = await readTenants(tx, { externalIds: [externalId], lock: true });
    const now = before.get(externalId);
    if (now === undefined) throw noTenant(externalId);
    if (!now.active) return { value: 'unchanged', audit: noAudit('it was inactive') };
    const { created_at: _created, updated_at: _updated, ...columns } = now;
    const rows = [{ ...columns, active: false }];
    const { audit } = await write(tx, ctx, { rows, before });
    return { value: 'updated', audit };
  });
}

/** Writes the rows over the locked ones of before, with all that follows. */
async function write(
  tx: Tx,
  ctx: Context,
  { rows, before }: { rows: readonly TenantColumns[]; before: ReadonlyMap<string, TenantRow> },
) {
  const created = await upsert(tx, rows);
  await announceTenants(tx, ctx, { rows, before });
  const audit = rows.map((row) => toAudit(row, before.get(row.external_id)));
  return { created, audit: audit.length === 0 ? noAudit('nothing changed') : audit };
}

/** Every column that the host platform sets. */
function toColumns({ externalId, tenant }: TenantToSave, now: TenantRow | undefined) {
  const { address } = tenant;
  return {
    external_id: externalId,
    name: tenant.name,
    time_zone: tenant.timeZone,
    currency: tenant.currency,
    street_address: address.streetAddress,
    address_line2: address.addressLine2,
    locality: address.locality,
    region: address.region,
    postal_code: address.postalCode,
    country: address.country,
    telephone: tenant.telephone,
    email: tenant.email,
    website: tenant.website,
    active: tenant.active ?? now?.active ?? true,
  };
}

function toRow(item: TenantToSave, now: TenantRow | undefined) {
  return { id: now?.id ?? newId(), ...toColumns(item, now) };
}
export type TenantColumns = ReturnType<typeof toRow>;

function isChanged(now: TenantRow | undefined, item: TenantToSave): boolean {
  if (now === undefined) return true;
  const wanted = toColumns(item, now);
  return Object.entries(wanted).some(([name, value]) => now[name as keyof TenantRow] !== value);
}

/** Answers whether each was new; somebody else may have made one meanwhile, which is replaced. */
async function upsert(tx: Tx, rows: readonly TenantColumns[]): Promise<Map<string, boolean>> {
  if (rows.length === 0) return new Map();
  const { rows: written } = await sql<{ external_id: string; created: boolean }>`
    insert into tenant (id, external_id, name, time_zone, currency, street_address, address_line2, locality, region,
      postal_code, country, telephone, email, website, active)
    select id, external_id, name, time_zone, currency, street_address, address_line2, locality, region,
      postal_code, country, telephone, email, website, active
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as sent (
      id uuid, external_id text, name text, time_zone text, currency text, street_address text, address_line2 text,
      locality text, region text, postal_code text, country text, telephone text, email text, website text,
      active boolean)
    on conflict (external_id) do update set
      name = excluded.name, time_zone = excluded.time_zone, currency = excluded.currency,
      street_address = excluded.street_address, address_line2 = excluded.address_line2,
      locality = excluded.locality, region = excluded.region, postal_code = excluded.postal_code,
      country = excluded.country, telephone = excluded.telephone, email = excluded.email,
      website = excluded.website, active = excluded.active, updated_at = now()
    where not tenant.is_test
    returning external_id, xmax = 0 as created`.execute(tx);
  return new Map(written.map((row) => [row.external_id, row.created]));
}

function toAudit(row: TenantColumns, before: TenantRow | undefined): AuditNote {
  const { id, ...after } = row;
  const known = before === undefined ? {} : { before: onlyChanged(before, after) };
  return {
    subject: { kind: 'tenant', id },
    tenantId: id,
    ...known,
    after: before === undefined ? after : onlyChanged(after, before),
  };
}

/** The values of one that the other has differently. */
function onlyChanged(of: object, other: object): object {
  const others = other as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(of).filter(([name, value]) => name in others && others[name] !== value),
  );
}

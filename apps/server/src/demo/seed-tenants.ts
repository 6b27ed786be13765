import type { Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { demoTenants } from './demo-tenants.ts';
import type { DemoTenant } from './demo-tenants.ts';

/** Makes the demo tenants with business units and their capacity, own job types and mapping; answers their ids by external id. */
export async function seedTenants(tx: Tx): Promise<Map<string, string>> {
  const standard = await tx.selectFrom('standard_job_type').select(['id', 'name']).execute();
  const standardIds = new Map(standard.map(({ id, name }) => [name, id]));
  const ids = new Map<string, string>();
  for (const tenant of demoTenants) {
    const id = await insertTenant(tx, tenant);
    ids.set(tenant.externalId, id);
    const units = await insertNamed(tx, 'business_unit', {
      tenantId: id,
      names: tenant.businessUnits,
    });
    await insertCapacity(tx, { tenantId: id, unitIds: [...units.values()] });
    const jobTypes = await insertNamed(tx, 'tenant_job_type', {
      tenantId: id,
      names: [...new Set(tenant.mapping.flatMap((row) => row.jobTypes))],
    });
    for (const row of tenant.mapping) {
      const standardId = requireKnown(standardIds, row.standard);
      await tx
        .insertInto('tenant_mapped_job_type')
        .values(
          row.jobTypes.map((name) => ({
            tenant_id: id,
            standard_job_type_id: standardId,
            tenant_job_type_id: requireKnown(jobTypes, name),
          })),
        )
        .execute();
      await tx
        .insertInto('tenant_mapped_business_unit')
        .values(
          row.businessUnits.map((name) => ({
            tenant_id: id,
            standard_job_type_id: standardId,
            business_unit_id: requireKnown(units, name),
          })),
        )
        .execute();
    }
  }
  return ids;
}

async function insertTenant(tx: Tx, tenant: DemoTenant): Promise<string> {
  const id = newId();
  const { address } = tenant;
  await tx
    .insertInto('tenant')
    .values({
      id,
      external_id: tenant.externalId,
      name: tenant.name,
      time_zone: tenant.timeZone,
      currency: tenant.currency,
      street_address: address.street,
      locality: address.locality,
      region: address.region,
      postal_code: address.postalCode,
      country: address.country,
      telephone: tenant.telephone,
      email: tenant.email,
      website: tenant.website,
    })
    .execute();
  return id;
}

async function insertNamed(
  tx: Tx,
  table: 'business_unit' | 'tenant_job_type',
  { tenantId, names }: { tenantId: string; names: readonly string[] },
): Promise<Map<string, string>> {
  const rows = names.map((name, index) => ({
    tenant_id: tenantId,
    id: newId(),
    external_id: `${table}-${index + 1}`,
    name,
  }));
  await tx.insertInto(table).values(rows).execute();
  return new Map(rows.map(({ id, name }) => [name, id]));
}

const workingDays = [1, 2, 3, 4, 5];
const windows = [
  { start_minute: 8 * 60, end_minute: 12 * 60, spots: 3 },
  { start_minute: 13 * 60, end_minute: 17 * 60, spots: 2 },
];

/** Every business unit works mornings and afternoons from Monday to Friday. */
async function insertCapacity(
  tx: Tx,
  { tenantId, unitIds }: { tenantId: string; unitIds: readonly string[] },
): Promise<void> {
  const units = unitIds.map((id) => ({ tenant_id: tenantId, business_unit_id: id }));
  await tx
    .insertInto('business_unit_capacity')
    .values(units.map((unit) => ({ ...unit, version: 1, saved_by_name: 'Demo data' })))
    .execute();
  await tx
    .insertInto('capacity_window')
    .values(
      units.flatMap((unit) =>
        workingDays.flatMap((weekday) => windows.map((one) => ({ ...unit, weekday, ...one }))),
      ),
    )
    .execute();
}

function requireKnown(ids: Map<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the demo data names "${name}", which is not there`);
  return id;
}

import type { BodyOf, ReplyOf } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import type { FieldFault } from '@leads/contract/problem';
import type { saveTenantMapping as endpoint } from '@leads/contract/tenant-mapping';
import { enqueueServicesComparison } from '#features/webhooks/index.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';

type Body = BodyOf<typeof endpoint>;
type Row = Body['rows'][number];

/**
 * Replaces the mapping of the standard job types that are named; the others stay. Partners that listen hear which of
 * their services are covered now.
 * @throws Problem `changed_meanwhile` when the mapping is at another version, `validation_failed` for ids that are not
 * the tenant's own
 */
export async function saveTenantMapping(
  ctx: Context<ActorOf<'tenant'>>,
  { version, rows }: Body,
): Promise<ReplyOf<typeof endpoint>> {
  const { tenantId } = ctx.actor;
  return change(ctx, 'tenant_mapping.save', async (tx) => {
    await lockVersion(tx, { tenantId, version });
    const standardIds = rows.map((row) => row.standardJobTypeId);
    await requireKnown(tx, { tenantId, rows });
    const before = await readMapping(tx, { tenantId, standardIds });
    await replaceMapping(tx, { tenantId, rows });
    await tx
      .updateTable('tenant')
      .set({ mapping_version: version + 1 })
      .where('id', '=', tenantId)
      .execute();
    await enqueueServicesComparison(tx, ctx, { tenantId });
    await sendHint(tx, { topic: 'mapping', id: tenantId, tenantId });
    return {
      value: { version: version + 1 },
      audit: {
        subject: { kind: 'tenant_mapping', id: tenantId },
        tenantId,
        before,
        after: await readMapping(tx, { tenantId, standardIds }),
      },
    };
  });
}

async function lockVersion(
  tx: Tx,
  { tenantId, version }: { tenantId: string; version: number },
): Promise<void> {
  const tenant = await tx
    .selectFrom('tenant')
    .select('mapping_version')
    .where('id', '=', tenantId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (tenant.mapping_version === version) return;
  throw new Problem('changed_meanwhile', {
    detail:
      'Somebody saved the mapping since you opened it. Load it again, then repeat your change.',
    context: { currentVersion: tenant.mapping_version },
  });
}

/** @throws Problem `validation_failed` naming every id that is not there for this tenant */
async function requireKnown(
  tx: Tx,
  { tenantId, rows }: { tenantId: string; rows: readonly Row[] },
): Promise<void> {
  const [standard, jobTypes, units] = await Promise.all([
    tx.selectFrom('standard_job_type').select('id').execute(),
    tx.selectFrom('tenant_job_type').select('id').where('tenant_id', '=', tenantId).execute(),
    tx.selectFrom('business_unit').select('id').where('tenant_id', '=', tenantId).execute(),
  ]);
  const known = {
    standard: new Set(standard.map(({ id }) => id)),
    jobTypes: new Set(jobTypes.map(({ id }) => id)),
    units: new Set(units.map(({ id }) => id)),
  };
  const seen = new Set<string>();
  const errors = rows.flatMap((row, index): FieldFault[] => {
    const isTwice = seen.has(row.standardJobTypeId);
    seen.add(row.standardJobTypeId);
    const at = (field: string, message: string) => ({
      pointer: `/rows/${index}/${field}`,
      message,
    });
    return [
      ...(known.standard.has(row.standardJobTypeId)
        ? []
        : [at('standardJobTypeId', 'This standard job type does not exist')]),
      ...(isTwice ? [at('standardJobTypeId', 'This standard job type is named twice')] : []),
      ...(row.tenantJobTypeIds.every((id) => known.jobTypes.has(id))
        ? []
        : [at('tenantJobTypeIds', 'Choose job types of your own company')]),
      ...(row.businessUnitIds.every((id) => known.units.has(id))
        ? []
        : [at('businessUnitIds', 'Choose business units of your own company')]),
    ];
  });
  if (errors.length > 0) {
    throw new Problem('validation_failed', {
      detail: 'Some of the mapping cannot be saved. Nothing was changed.',
      errors,
    });
  }
}

async function replaceMapping(
  tx: Tx,
  { tenantId, rows }: { tenantId: string; rows: readonly Row[] },
): Promise<void> {
  const standardIds = rows.map((row) => row.standardJobTypeId);
  if (standardIds.length === 0) return;
  for (const table of ['tenant_mapped_job_type', 'tenant_mapped_business_unit'] as const) {
    await tx
      .deleteFrom(table)
      .where('tenant_id', '=', tenantId)
      .where('standard_job_type_id', 'in', standardIds)
      .execute();
  }
  const jobTypes = rows.flatMap((row) =>
    [...new Set(row.tenantJobTypeIds)].map((id) => ({
      tenant_id: tenantId,
      standard_job_type_id: row.standardJobTypeId,
      tenant_job_type_id: id,
    })),
  );
  const units = rows.flatMap((row) =>
    [...new Set(row.businessUnitIds)].map((id) => ({
      tenant_id: tenantId,
      standard_job_type_id: row.standardJobTypeId,
      business_unit_id: id,
    })),
  );
  if (jobTypes.length > 0) await tx.insertInto('tenant_mapped_job_type').values(jobTypes).execute();
  if (units.length > 0) {
    await tx.insertInto('tenant_mapped_business_unit').values(units).execute();
  }
}

/** The named rows as people read them: names, for the audit. */
async function readMapping(
  tx: Tx,
  { tenantId, standardIds }: { tenantId: string; standardIds: readonly string[] },
): Promise<Record<string, string[]>> {
  if (standardIds.length === 0) return {};
  const jobTypes = await tx
    .selectFrom('tenant_mapped_job_type as m')
    .innerJoin('standard_job_type as s', 's.id', 'm.standard_job_type_id')
    .innerJoin('tenant_job_type as t', (join) =>
      join.onRef('t.tenant_id', '=', 'm.tenant_id').onRef('t.id', '=', 'm.tenant_job_type_id'),
    )
    .select(['s.name as standard', 't.name as own'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.standard_job_type_id', 'in', standardIds)
    .orderBy('t.name')
    .execute();
  const units = await tx
    .selectFrom('tenant_mapped_business_unit as m')
    .innerJoin('standard_job_type as s', 's.id', 'm.standard_job_type_id')
    .innerJoin('business_unit as b', (join) =>
      join.onRef('b.tenant_id', '=', 'm.tenant_id').onRef('b.id', '=', 'm.business_unit_id'),
    )
    .select(['s.name as standard', 'b.name as own'])
    .where('m.tenant_id', '=', tenantId)
    .where('m.standard_job_type_id', 'in', standardIds)
    .orderBy('b.name')
    .execute();
  const result: Record<string, string[]> = {};
  for (const { standard, own } of [...jobTypes, ...units]) (result[standard] ??= []).push(own);
  return result;
}

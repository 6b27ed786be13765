import { sql } from 'kysely';
import type { BodyOf } from '@leads/contract/endpoint';
import type { Integration } from '@leads/contract/integrations';
import type { saveJobTypeMapping as endpoint } from '@leads/contract/job-types';
import { Problem } from '@leads/contract/problem';
import type { FieldFault } from '@leads/contract/problem';
import { getIntegration, requireStillComplete, saveSection } from '#features/integrations/index.ts';
import { enqueueServicesComparison } from '#features/webhooks/index.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';

type Mapping = BodyOf<typeof endpoint>['mappings'][number];

/**
 * Maps the named partner job types, each to one standard job type or to none; the others stay.
 * @throws Problem `changed_meanwhile`, `validation_failed` for ids that are not there, `would_become_incomplete`
 */
export async function saveJobTypeMapping(
  ctx: Context,
  {
    integrationId,
    version,
    mappings,
  }: { integrationId: string; version: number; mappings: readonly Mapping[] },
): Promise<Integration> {
  await change(ctx, 'integration.save_job_type_mapping', async (tx) => {
    await saveSection(tx, ctx, { integrationId, section: 'job_types', version });
    await requireKnown(tx, { integrationId, mappings });
    const before = await readNames(tx, { integrationId, mappings });
    await sql`
      update partner_job_type p set standard_job_type_id = m.standard_job_type_id
      from jsonb_to_recordset(${toJson(mappings)}::jsonb) as m(id uuid, standard_job_type_id uuid)
      where p.integration_id = ${integrationId} and p.id = m.id
    `.execute(tx);
    await requireStillComplete(tx, integrationId);
    await enqueueServicesComparison(tx, ctx, { integrationId });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'integration', id: integrationId },
        integrationId,
        before,
        after: await readNames(tx, { integrationId, mappings }),
      },
    };
  });
  return getIntegration(ctx, integrationId);
}

function toJson(mappings: readonly Mapping[]): string {
  return JSON.stringify(
    mappings.map((one) => ({
      id: one.partnerJobTypeId,
      standard_job_type_id: one.standardJobTypeId,
    })),
  );
}

async function requireKnown(
  tx: Tx,
  { integrationId, mappings }: { integrationId: string; mappings: readonly Mapping[] },
): Promise<void> {
  const partner = await tx
    .selectFrom('partner_job_type')
    .select('id')
    .where('integration_id', '=', integrationId)
    .execute();
  const standard = await tx
    .selectFrom('standard_job_type')
    .select('id')
    .where('retired_at', 'is', null)
    .execute();
  const partnerIds = new Set(partner.map(({ id }) => id));
  const standardIds = new Set(standard.map(({ id }) => id));
  const seen = new Set<string>();
  const errors: FieldFault[] = [];
  mappings.forEach((one, index) => {
    const at = (field: string, message: string) =>
      errors.push({ pointer: `/mappings/${index}/${field}`, message });
    if (!partnerIds.has(one.partnerJobTypeId)) {
      at('partnerJobTypeId', 'This partner job type is not in the list any more');
    }
    if (seen.has(one.partnerJobTypeId)) {
      at('partnerJobTypeId', 'A partner job type maps to one standard job type; it is named twice');
    }
    seen.add(one.partnerJobTypeId);
    if (one.standardJobTypeId !== null && !standardIds.has(one.standardJobTypeId)) {
      at('standardJobTypeId', 'This standard job type does not exist or is retired');
    }
  });
  if (errors.length === 0) return;
  throw new Problem('validation_failed', {
    detail: 'Some of the mapping cannot be saved. Load the list again. Nothing was changed.',
    errors,
  });
}

/** Partner job type → standard job type by name, for the audit. */
async function readNames(
  tx: Tx,
  { integrationId, mappings }: { integrationId: string; mappings: readonly Mapping[] },
): Promise<Record<string, string | null>> {
  if (mappings.length === 0) return {};
  const rows = await tx
    .selectFrom('partner_job_type as p')
    .leftJoin('standard_job_type as s', 's.id', 'p.standard_job_type_id')
    .select(['p.partner_id', 's.name'])
    .where('p.integration_id', '=', integrationId)
    .where(sql<boolean>`p.id = any(${mappings.map((one) => one.partnerJobTypeId)}::uuid[])`)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.partner_id, row.name]));
}

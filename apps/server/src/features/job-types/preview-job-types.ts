import type { JobTypePreview } from '@leads/contract/job-types';
import { Problem } from '@leads/contract/problem';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { readCatalogue } from './csv/catalogue.ts';
import { parsePartnerJobTypes } from './csv/parse-partner-job-types.ts';
import type { ParsedJobType } from './csv/parse-partner-job-types.ts';
import { diffJobTypes } from './diff-job-types.ts';

const previewTtlMs = 30 * 60_000;
const faultsShownMax = 500;

/**
 * Reads a CSV and says what applying it would change. Without faults the rows are kept for 30 minutes under `previewId`;
 * the list itself stays as it is.
 * @throws Problem `file_refused`, `not_found`
 */
export async function previewJobTypes(
  ctx: Context,
  { integrationId, bytes }: { integrationId: string; bytes: Uint8Array },
): Promise<JobTypePreview> {
  const version = await readVersion(ctx.db, integrationId);
  const current = await ctx.db
    .selectFrom('partner_job_type')
    .select(['partner_id', 'name', 'category', 'standard_job_type_id'])
    .where('integration_id', '=', integrationId)
    .execute();
  const { rows, faults } = await parsePartnerJobTypes(
    bytes,
    await readCatalogue(ctx.db),
    new Map(current.map((row) => [row.partner_id, row.standard_job_type_id])),
  );
  const previewId =
    faults.length > 0 ? null : await keepRows(ctx, { integrationId, version, rows });
  return {
    previewId,
    rowCount: rows.length,
    ...diffJobTypes(current, rows),
    faultCount: faults.length,
    faults: faults.slice(0, faultsShownMax),
  };
}

async function readVersion(db: ReadDb, integrationId: string): Promise<number> {
  const section = await db
    .selectFrom('integration_section as s')
    .innerJoin('integration as i', 'i.id', 's.integration_id')
    .select('s.version')
    .where('s.integration_id', '=', integrationId)
    .where('s.section', '=', 'job_types')
    .where('i.deleted_at', 'is', null)
    .executeTakeFirst();
  if (section === undefined)
    throw new Problem('not_found', { detail: 'There is no such integration.' });
  return section.version;
}

async function keepRows(
  ctx: Context,
  {
    integrationId,
    version,
    rows,
  }: { integrationId: string; version: number; rows: readonly ParsedJobType[] },
): Promise<string> {
  const stored = rows.map((row, position) => ({
    id: newId(),
    partner_id: row.partnerId,
    name: row.name,
    category: row.category,
    position,
    keeps_mapping: row.standardJobTypeId === undefined,
    standard_job_type_id: row.standardJobTypeId ?? null,
  }));
  return change(ctx, 'integration.import_job_types', async (tx) => {
    const previewId = newId();
    const now = ctx.clock.now();
    await tx
      .deleteFrom('job_type_upload')
      .where('integration_id', '=', integrationId)
      .where('expires_at', '<', now)
      .execute();
    await tx
      .insertInto('job_type_upload')
      .values({
        id: previewId,
        integration_id: integrationId,
        section_version: version,
        rows: JSON.stringify(stored),
        created_by: ctx.actor.name,
        expires_at: new Date(now.getTime() + previewTtlMs),
      })
      .execute();
    return { value: previewId, audit: noAudit('nothing of the integration changes yet') };
  });
}

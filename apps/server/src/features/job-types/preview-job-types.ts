import type { JobTypePreview } from '@leads/contract/job-types';
import { Problem } from '@leads/contract/problem';
import { requirePermission } from '#platform/act/change.ts';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { readCatalogue } from './csv/catalogue.ts';
import { parsePartnerJobTypes } from './csv/parse-partner-job-types.ts';
import { diffJobTypes } from './diff-job-types.ts';
import { keepReview } from './keep-review.ts';

/**
 * Reads a CSV and says what applying it would change; the list itself stays as it is. For 30 minutes the review can be
 * paged by its `previewId` and, without faults, applied.
 * @throws Problem `forbidden`, `file_refused`, `not_found`
 */
export async function previewJobTypes(
  ctx: Context,
  { integrationId, bytes }: { integrationId: string; bytes: Uint8Array },
): Promise<JobTypePreview> {
  requirePermission(ctx, 'integration.import_job_types');
  const version = await readVersion(ctx.db, integrationId);
  const catalogue = await readCatalogue(ctx.db);
  const current = await ctx.db
    .selectFrom('partner_job_type')
    .select(['id', 'partner_id', 'name', 'category', 'standard_job_type_id', 'position'])
    .where('integration_id', '=', integrationId)
    .orderBy('position')
    .execute();
  const mappedNow = new Map(current.map((row) => [row.partner_id, row.standard_job_type_id]));
  const file = await parsePartnerJobTypes(bytes, catalogue, mappedNow);
  const { rows, partnerIds, faults } = file;
  const diff = diffJobTypes({ current, rows, partnerIds, catalogue });
  const previewId = await keepReview(ctx, { integrationId, version, file, diff });
  return { previewId, rowCount: rows.length, ...diff.counts, faultCount: faults.length };
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

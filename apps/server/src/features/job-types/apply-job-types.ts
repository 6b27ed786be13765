import { sql } from 'kysely';
import type { Integration } from '@leads/contract/integrations';
import { Problem } from '@leads/contract/problem';
import { getIntegration, requireStillComplete, saveSection } from '#features/integrations/index.ts';
import { enqueueServicesComparison } from '#features/webhooks/index.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { endReviews } from './end-reviews.ts';
import { requireCurrent, selectReview } from './read-review.ts';

/** Removing more than this share of the mapped job types has to be confirmed by their count. */
const removedShareMax = 0.2;

interface ApplyJobTypes {
  integrationId: string;
  previewId: string;
  confirmRemovedMapped?: number | undefined;
}

/**
 * Makes the reviewed file the whole list, all of it or nothing. Rows without a mapping of their own keep the one they
 * have. Connected partners' tenants hear which services they cover now.
 * @throws Problem `not_found` for a review of another integration, `preview_expired` (also once it is applied),
 * `file_refused` for a file with faults, `changed_meanwhile` when the list changed since the review, `confirmation_needed`,
 * `would_become_incomplete`
 */
export async function applyJobTypes(
  ctx: Context,
  { integrationId, previewId, confirmRemovedMapped }: ApplyJobTypes,
): Promise<Integration> {
  await change(ctx, 'integration.import_job_types', async (tx) => {
    const upload = requireCurrent(
      await selectReview(tx, { integrationId, previewId }).forUpdate().executeTakeFirst(),
      ctx.clock.now(),
    );
    if (upload.fault_count > 0) {
      throw new Problem('file_refused', {
        detail: `The file has ${upload.fault_count.toLocaleString('en')} errors. Mend them, then review it again. Nothing was changed.`,
      });
    }
    const version = upload.section_version;
    await saveSection(tx, ctx, { integrationId, section: 'job_types', version });
    const before = await countJobTypes(tx, integrationId);
    await requireConfirmed(tx, {
      integrationId,
      previewId,
      confirmRemovedMapped,
      mapped: before.mapped,
    });
    await replaceList(tx, { integrationId, previewId });
    await endReviews(tx, sql<boolean>`id = ${previewId}`, ctx.clock.now());
    await requireStillComplete(tx, integrationId);
    await enqueueServicesComparison(tx, ctx, { integrationId });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'integration', id: integrationId },
        integrationId,
        before,
        after: await countJobTypes(tx, integrationId),
      },
    };
  });
  return getIntegration(ctx, integrationId);
}

interface Counts {
  jobTypes: number;
  mapped: number;
}

async function countJobTypes(tx: Tx, integrationId: string): Promise<Counts> {
  const row = await tx
    .selectFrom('partner_job_type')
    .select([
      sql<number>`count(*)::int`.as('jobTypes'),
      sql<number>`count(standard_job_type_id)::int`.as('mapped'),
    ])
    .where('integration_id', '=', integrationId)
    .executeTakeFirstOrThrow();
  return row;
}

/** What the review says goes; the list is still the one that was reviewed, as the section's version tells. */
const removed = (previewId: string) => sql`
  select detail ->> 'partnerId' as partner_id, detail -> 'mappedBefore' <> 'null' as was_mapped
  from job_type_upload_change where upload_id = ${previewId} and kind = 'removed'`;

async function requireConfirmed(
  tx: Tx,
  { previewId, confirmRemovedMapped, mapped }: ApplyJobTypes & { mapped: number },
): Promise<void> {
  const { rows } = await sql<{ count: number }>`
    select count(*) filter (where was_mapped)::int as count from (${removed(previewId)}) removed
  `.execute(tx);
  const removedMapped = rows[0]?.count ?? 0;
  if (removedMapped <= mapped * removedShareMax || confirmRemovedMapped === removedMapped) return;
  throw new Problem('confirmation_needed', {
    detail: `This removes ${removedMapped} of ${mapped} mapped job types with their mappings. Enter that number to confirm.`,
    context: { removedMapped, mapped },
  });
}

async function replaceList(
  tx: Tx,
  { integrationId, previewId }: { integrationId: string; previewId: string },
): Promise<void> {
  // The planner takes the JSON for a hundred rows, and would look through all of it for each stored row.
  await sql`set local enable_nestloop = off`.execute(tx);
  await sql`
    with incoming as materialized (
      select r.* from job_type_upload_part part, jsonb_to_recordset(part.rows) as r(
        id uuid, is_new boolean, partner_id text, name text, category text, position int,
        keeps_mapping boolean, standard_job_type_id uuid)
      where part.upload_id = ${previewId}
    ), gone as (
      delete from partner_job_type
      where integration_id = ${integrationId}
        and partner_id in (select partner_id from (${removed(previewId)}) removed)
    ), changed as (
      update partner_job_type p set
        name = r.name,
        category = r.category,
        position = r.position,
        standard_job_type_id =
          case when r.keeps_mapping then p.standard_job_type_id else r.standard_job_type_id end
      from incoming r
      where p.integration_id = ${integrationId} and p.id = r.id and not r.is_new
    )
    insert into partner_job_type
      (integration_id, id, partner_id, name, category, position, standard_job_type_id)
    select ${integrationId}, id, partner_id, name, category, position, standard_job_type_id
    from incoming where is_new
  `.execute(tx);
  await sql`set local enable_nestloop = on`.execute(tx);
}

import type { ExtraDetails } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { getIntegration } from '../get-integration.ts';
import { requireStillComplete } from '../missing-parts.ts';
import { listExtraDetails } from '../stored-sections.ts';
import { saveSection } from './save-section.ts';

/**
 * Saves Extra Details: the rows given are the whole list, in their order.
 * @throws Problem `changed_meanwhile`
 */
export async function saveExtraDetails(
  ctx: Context,
  input: { integrationId: string; version: number; extraDetails: ExtraDetails },
): Promise<Integration> {
  const { integrationId, version, extraDetails } = input;
  await change(ctx, 'integration.save_extra_details', async (tx) => {
    await saveSection(tx, ctx, { integrationId, section: 'extra_details', version });
    const before = { rows: await listExtraDetails(tx, integrationId) };
    await replaceRows(tx, integrationId, extraDetails.rows);
    await requireStillComplete(tx, integrationId);
    const subject = { kind: 'integration', id: integrationId };
    return { value: undefined, audit: { subject, integrationId, before, after: extraDetails } };
  });
  return getIntegration(ctx, integrationId);
}

async function replaceRows(
  tx: Tx,
  integrationId: string,
  rows: ExtraDetails['rows'],
): Promise<void> {
  await tx
    .deleteFrom('integration_extra_detail')
    .where('integration_id', '=', integrationId)
    .execute();
  if (rows.length === 0) return;
  await tx
    .insertInto('integration_extra_detail')
    .values(
      rows.map((row, position) => ({
        integration_id: integrationId,
        position,
        parameter: row.parameter,
        display_name: row.displayName,
      })),
    )
    .execute();
}

import type { Section } from '@leads/contract/integration-sections';
import { Problem } from '@leads/contract/problem';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockIntegration } from '../lock-integration.ts';
import { touchIntegration } from '../touch-integration.ts';

export interface SectionVersion {
  integrationId: string;
  section: Section;
  /** The version that the caller changes. */
  version: number;
}

/**
 * The first step of every section save: locks the integration, checks that nobody saved the section in the meantime,
 * and makes the next version. Answers it.
 * @throws Problem `not_found` for no living integration, `changed_meanwhile` with `currentVersion`, `savedByName`, `savedAt`
 */
export async function saveSection(
  tx: Tx,
  ctx: Context,
  { integrationId, section, version }: SectionVersion,
): Promise<number> {
  await lockIntegration(tx, integrationId);
  const current = await tx
    .selectFrom('integration_section')
    .select(['version', 'saved_by_name', 'saved_at'])
    .where('integration_id', '=', integrationId)
    .where('section', '=', section)
    .executeTakeFirstOrThrow();
  if (current.version !== version) {
    throw new Problem('changed_meanwhile', {
      detail: `${current.saved_by_name || 'Somebody'} saved this section in the meantime. Compare both versions, then save again.`,
      context: {
        currentVersion: current.version,
        savedByName: current.saved_by_name,
        savedAt: current.saved_at?.toISOString() ?? null,
      },
    });
  }
  await tx
    .updateTable('integration_section')
    .set({ version: version + 1, saved_at: ctx.clock.now(), saved_by_name: ctx.actor.name })
    .where('integration_id', '=', integrationId)
    .where('section', '=', section)
    .execute();
  await touchIntegration(tx, ctx, integrationId);
  await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
  return version + 1;
}

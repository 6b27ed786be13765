import { sql } from 'kysely';
import { sections } from '@leads/contract/integration-sections';
import type { General } from '@leads/contract/integration-general';
import type { Integration } from '@leads/contract/integrations';
import { Problem } from '@leads/contract/problem';
import { isDeepStrictEqual } from 'node:util';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { getIntegration } from './get-integration.ts';
import { refuseTakenName } from './refuse-taken-name.ts';
import { toGeneral, toGeneralColumns } from './stored-sections.ts';

/**
 * Makes a draft with its General Information. The id comes from the caller, so the same create again answers the
 * integration and changes nothing.
 * @throws Problem `name_taken`; `changed_meanwhile` when the id is in use for something else
 */
export async function createIntegration(
  ctx: Context,
  { id, general }: { id: string; general: General },
): Promise<Integration> {
  await refuseTakenName(
    change(ctx, 'integration.create', async (tx) => {
      if (await isRepeat(tx, { id, general })) {
        return { value: undefined, audit: noAudit('the same create again changes nothing') };
      }
      await insertDraft(tx, ctx, { id, general });
      await sendHint(tx, { topic: 'integrations', id, integrationId: id });
      return {
        value: undefined,
        audit: { subject: { kind: 'integration', id }, integrationId: id, after: general },
      };
    }),
  );
  return getIntegration(ctx, id);
}

async function isRepeat(
  tx: Tx,
  { id, general }: { id: string; general: General },
): Promise<boolean> {
  // Two equal creates at once follow each other, so that the second finds the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}::uuid::text, 0))`.execute(tx);
  const existing = await tx
    .selectFrom('integration')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  if (existing === undefined) return false;
  if (existing.deleted_at === null && isDeepStrictEqual(toGeneral(existing), general)) return true;
  throw new Problem('changed_meanwhile', {
    detail:
      existing.deleted_at === null
        ? 'This integration exists already and was changed since. Open it to see what is there.'
        : 'This integration was deleted. Begin a new one.',
  });
}

async function insertDraft(
  tx: Tx,
  ctx: Context,
  { id, general }: { id: string; general: General },
): Promise<void> {
  const now = ctx.clock.now();
  await tx
    .insertInto('integration')
    .values({
      id,
      ...toGeneralColumns(general),
      created_at: now,
      updated_at: now,
      updated_by: ctx.actor.id,
      updated_by_name: ctx.actor.name,
    })
    .execute();
  await tx
    .insertInto('integration_section')
    .values(
      sections.map((section) =>
        section === 'general'
          ? {
              integration_id: id,
              section,
              version: 1,
              saved_at: now,
              saved_by_name: ctx.actor.name,
            }
          : { integration_id: id, section, version: 0, saved_at: null, saved_by_name: '' },
      ),
    )
    .execute();
}

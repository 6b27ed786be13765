import { sql } from 'kysely';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';
import { liveChannel } from '#platform/live/send-hint.ts';
import type { Hint } from '#platform/live/send-hint.ts';

/**
 * Tells open inboxes of a new lead, after its commit: inside, NOTIFY would make all intake wait in one line. A hint that
 * is lost costs nothing but time, as pages fetch again by themselves.
 */
export async function announceLead(
  ctx: Context<ActorOf<'partner'>>,
  { leadId, tenantId }: { leadId: string; tenantId: string },
): Promise<void> {
  const { integrationId } = ctx.actor;
  const hint: Hint = { topic: 'leads', id: leadId, tenantId, integrationId };
  try {
    await readSql(ctx.db, sql`select pg_notify(${liveChannel}, ${JSON.stringify(hint)})`);
  } catch (err) {
    ctx.log.warn({ err, leadId }, 'a new lead could not be announced to open pages');
  }
}

import { sql } from 'kysely';
import { readSql } from '#platform/db/read-sql.ts';
import { liveChannel } from '#platform/live/send-hint.ts';
import type { Hint } from '#platform/live/send-hint.ts';
import type { NewLead } from './store-leads.ts';

/**
 * Tells open inboxes of new leads, after their commit and without anybody waiting: inside, NOTIFY would make all intake
 * stand in one line. A hint that is lost costs nothing but time, as pages fetch again by themselves. One hint for each
 * tenant and partner is enough, as nobody has a lead open that is new.
 */
export function announceLeads(leads: readonly NewLead[]): void {
  const [first] = leads;
  if (first === undefined) return;
  const hints = new Map<string, Hint>();
  for (const { id, ctx, connection } of leads) {
    const { integrationId } = ctx.actor;
    const { tenantId } = connection;
    hints.set(`${tenantId} ${integrationId}`, { topic: 'leads', id, tenantId, integrationId });
  }
  const texts = [...hints.values()].map((hint) => JSON.stringify(hint));
  const { ctx } = first;
  void readSql(
    ctx.db,
    sql`select pg_notify(${liveChannel}, hint) from unnest(${texts}::text[]) as hint`,
  ).catch((err: unknown) =>
    ctx.log.warn({ err }, 'new leads could not be announced to open pages'),
  );
}

import { sql } from 'kysely';
import { readSql } from '#platform/db/read-sql.ts';
import { liveChannel } from '#platform/live/send-hint.ts';
import type { Hint } from '#platform/live/send-hint.ts';
import type { NewLead } from './store-leads.ts';

/** Under load pages are told so often, of all that came meanwhile. */
const pauseMs = 100;

/**
 * Tells open inboxes of new leads, after their commit and without anybody waiting: inside, NOTIFY would make all intake
 * stand in one line. The first is told at once, those that follow together. One hint for each tenant and partner is
 * enough, as nobody has a lead open that is new; one that is lost costs nothing but time, as pages fetch again by
 * themselves.
 */
export function createAnnouncer(): (leads: readonly NewLead[]) => void {
  let waiting = new Map<string, Hint>();
  let isPausing = false;

  function tell({ ctx }: NewLead): void {
    const hints = [...waiting.values()].map((hint) => JSON.stringify(hint));
    waiting = new Map();
    void readSql(
      ctx.db,
      sql`select pg_notify(${liveChannel}, hint) from unnest(${hints}::text[]) as hint`,
    ).catch((err: unknown) =>
      ctx.log.warn({ err }, 'new leads could not be announced to open pages'),
    );
  }

  function tellAndPause(lead: NewLead): void {
    tell(lead);
    isPausing = true;
    setTimeout(() => {
      isPausing = false;
      if (waiting.size > 0) tellAndPause(lead);
    }, pauseMs).unref();
  }

  return (leads) => {
    const [first] = leads;
    if (first === undefined) return;
    for (const { id, ctx, connection } of leads) {
      const { integrationId } = ctx.actor;
      const { tenantId } = connection;
      waiting.set(`${tenantId} ${integrationId}`, { topic: 'leads', id, tenantId, integrationId });
    }
    if (!isPausing) tellAndPause(first);
  };
}

import { z } from 'zod';
import type { QueryOf, ReplyOf } from '@leads/contract/endpoint';
import type { listNewLeads as endpoint } from '@leads/contract/platform-leads';
import type { Context } from '#platform/act/context.ts';
import { encodeCursor } from '#platform/db/page-cursor.ts';
import { parseCursor } from '#platform/db/parse-cursor.ts';
import type { LiveListener } from '#platform/live/live-listener.ts';
import { findSettledPosition } from './find-settled-position.ts';
import { readFeed } from './read-platform-leads.ts';
import { createAlarm } from './alarm.ts';

const Cursor = z.tuple([z.int().min(0)]);
/** Looked at again by itself, as a hint may be lost. */
const recheckMs = 5000;
/** Hints that come together are one look. */
const pauseMs = 100;
/** How long one look waits for others' transactions, also where the caller does not want to wait. */
const settleMs = 5000;

/**
 * The leads after the cursor, in the order of the feed, each once. Without any it waits for the next, as long as the
 * caller wants; a hint of the database wakes it. Nobody's lead is skipped: see `findSettledPosition`.
 * @throws Problem `invalid_request` for a cursor that is not of this list
 */
export async function listNewLeads(
  ctx: Context,
  { after, wait, limit }: QueryOf<typeof endpoint>,
  { listener, signal }: { listener: LiveListener; signal: AbortSignal },
): Promise<ReplyOf<typeof endpoint>> {
  let position = after === undefined ? 0 : parseCursor(after, Cursor)[0];
  const untilMs = performance.now() + wait * 1000;
  const alarm = createAlarm(listener, { topic: 'leads', signal });
  try {
    for (;;) {
      const page = await readOn(ctx, { position, limit, signal });
      const leftMs = untilMs - performance.now();
      if (page.items.length > 0 || leftMs <= 0 || signal.aborted)
        return { items: page.items, nextCursor: encodeCursor([page.position]) };
      position = page.position;
      await alarm.wait(Math.min(leftMs, recheckMs));
      await alarm.pause(Math.min(pauseMs, untilMs - performance.now()));
    }
  } finally {
    alarm.end();
  }
}

async function readOn(
  ctx: Context,
  { position, limit, signal }: { position: number; limit: number; signal: AbortSignal },
): Promise<{ items: ReplyOf<typeof endpoint>['items']; position: number }> {
  const until = await findSettledPosition(ctx.db, { after: position, waitMs: settleMs, signal });
  if (until === undefined) return { items: [], position };
  const rows = await readFeed(ctx.db, { after: position, until, limit });
  const last = rows.at(-1);
  const isFull = rows.length === limit && last !== undefined;
  return {
    items: rows.map(({ lead }) => lead),
    position: isFull ? last.position : until,
  };
}

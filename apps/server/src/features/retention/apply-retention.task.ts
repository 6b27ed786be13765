import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import { defineTask } from '#platform/queue/task.ts';
import { retentionRules } from './retention-rules.ts';
import { runRules } from './run-rules.ts';

const expireInSeconds = 900;
const runMsMax = 600_000;

const Unfinished = z.object({
  rule: z.string(),
  place: z.string().optional(),
  removed: z.number(),
  durationMs: z.number(),
});

/**
 * Removes what was kept for its time. Daily; a run ends after ten minutes at most and goes on as the next job where it
 * stopped, so that no worker is held for hours. One that dies is run again; what it removed stays removed.
 */
export const applyRetention = defineTask({
  name: 'apply-retention',
  payload: z.object({ unfinished: Unfinished.optional() }),
  cron: '23 3 * * *',
  expireInSeconds,
  async run(ctx, { unfinished }) {
    const endsMs = performance.now() + runMsMax;
    const left = await runRules(ctx, {
      rules: retentionRules,
      unfinished: unfinished && { ...unfinished, place: unfinished.place },
      isOver: () => performance.now() > endsMs,
    });
    if (left === undefined) return;
    await change(ctx, 'retention.remove', async (tx) => {
      await ctx.queue.enqueue(tx, applyRetention, {
        payload: { unfinished: left },
        singletonKey: 'continued',
      });
      return { value: undefined, audit: noAudit('retention is no act of anybody') };
    });
  },
});

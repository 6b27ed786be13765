import { sql } from 'kysely';
import { z } from 'zod';
import { refusedRequestDays } from '@leads/contract/requests';
import { change, noAudit } from '#platform/act/change.ts';
import { defineTask } from '#platform/queue/task.ts';

const dayMs = 24 * 60 * 60 * 1000;
const perTransaction = 5_000;

/** Removes refused calls older than 30 days, daily, in pieces. */
export const removeOldRequests = defineTask({
  name: 'remove-old-requests',
  payload: z.object({}),
  cron: '23 3 * * *',
  expireInSeconds: 600,
  async run(ctx) {
    const before = new Date(ctx.clock.now().getTime() - refusedRequestDays * dayMs);
    let total = 0;
    for (let removed = perTransaction; removed === perTransaction; total += removed) {
      removed = await change(ctx, 'request_log.expire', async (tx) => {
        const { numDeletedRows } = await tx
          .deleteFrom('refused_request')
          .where('id', 'in', (eb) =>
            eb
              .selectFrom('refused_request')
              .select('id')
              .where('at', '<', before)
              .orderBy('at')
              .limit(sql<number>`${perTransaction}`),
          )
          .executeTakeFirst();
        return { value: Number(numDeletedRows), audit: noAudit('retention is no act of anybody') };
      });
    }
    ctx.log.info({ removed: total }, 'old refused requests removed');
  },
});

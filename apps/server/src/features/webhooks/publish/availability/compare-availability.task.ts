import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { toDay } from '#features/availability/index.ts';
import { defineTask } from '#platform/queue/task.ts';
import { z } from 'zod';
import { ComparisonScope, forEachProfileBatch } from '../profile-batches.ts';
import type { ProfileBatchQuery } from '../profile-batches.ts';
import { announceAvailability, findNews } from './announce-availability.ts';

const hourSeconds = 3_600;

/**
 * Compares the open spots of connected profiles with what their partners took last, and makes a message wait where they
 * differ. Run again after a crash, it finds nothing left to do where it had been.
 */
export const compareAvailability = defineTask({
  name: 'compare-availability',
  payload: ComparisonScope,
  expireInSeconds: hourSeconds,
  run: (ctx, scope) => compare(ctx, { scope, webhook: 'availability' }),
});

/**
 * Every hour: a day has begun somewhere, so the 14 days of the tenants there roll on. Goes by the day of each profile's
 * last comparison, so an hour in which no worker ran is made up for.
 */
export const rollAvailability = defineTask({
  name: 'roll-availability',
  payload: z.object({}),
  cron: '1 * * * *',
  expireInSeconds: hourSeconds,
  async run(ctx) {
    const zones = await ctx.db
      .selectFrom('tenant')
      .select('time_zone as timeZone')
      .distinct()
      .where('active', '=', true)
      .execute();
    for (const { timeZone } of zones) {
      const day = toDay(ctx.clock.now(), timeZone).toString();
      const query = {
        scope: {},
        webhook: 'availability',
        notComparedOn: { day, timeZone },
      } as const;
      await compare(ctx, query);
    }
  },
});

async function compare(ctx: Context, query: ProfileBatchQuery): Promise<void> {
  await forEachProfileBatch(ctx, query, async (integrationId, profiles) => {
    const news = await findNews(ctx, { integrationId, profiles });
    await change(ctx, 'availability.announce', async (tx) => {
      await announceAvailability(tx, ctx, { integrationId, news });
      return { value: undefined, audit: noAudit('the event rows are the record') };
    });
  });
}

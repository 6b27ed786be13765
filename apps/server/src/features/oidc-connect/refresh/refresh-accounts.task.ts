import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import {
  claimRefresh,
  findDueRefresh,
  listIntegrationsToRefresh,
} from '#features/connections/index.ts';
import type { RefreshFault } from '#features/connections/index.ts';
import { defineTask } from '#platform/queue/task.ts';
import { refreshAccount } from './refresh-account.ts';

const expireInSeconds = 300;
/** Ends well before it would be taken for dead; what is left over is the next run's. */
const runMs = 200_000;
const unreachableMax = 3;

/**
 * Refreshes the accounts of one integration that are due, one after the other. Stops as soon as the set-up or the partner
 * as a whole is the trouble, so that a partner that is down is asked a few times, not once for every account.
 */
export const refreshAccounts = defineTask({
  name: 'refresh-accounts',
  payload: z.object({ integrationId: z.uuid() }),
  expireInSeconds,
  async run(ctx, { integrationId }) {
    const startedMs = performance.now();
    let unreachable = 0;
    while (performance.now() - startedMs < runMs) {
      const due = await findDueRefresh(ctx, integrationId);
      if (due === undefined) return;
      const claimed = await claimRefresh(ctx, due);
      if (claimed === undefined) continue;
      const fault = await refreshAccount(ctx, claimed);
      unreachable = fault === 'partner_unreachable' ? unreachable + 1 : 0;
      if (unreachable >= unreachableMax || (fault !== undefined && isOfIntegration(fault))) return;
    }
  },
});

const faultsOfIntegration: ReadonlySet<string> = new Set<RefreshFault['code']>([
  'setup_incomplete',
  'discovery_unreachable',
  'discovery_invalid',
  'discovery_issuer_mismatch',
  'client_refused',
]);

const isOfIntegration = (code: RefreshFault['code']) => faultsOfIntegration.has(code);

/** Every five minutes: a job for each integration that has accounts to refresh; their times are spread over the day. */
export const scheduleRefreshes = defineTask({
  name: 'schedule-refreshes',
  payload: z.object({}),
  cron: '*/5 * * * *',
  async run(ctx) {
    const integrationIds = await listIntegrationsToRefresh(ctx);
    if (integrationIds.length === 0) return;
    await change(ctx, 'connection.refresh', async (tx) => {
      for (const integrationId of integrationIds)
        await ctx.queue.enqueue(tx, refreshAccounts, { payload: { integrationId } });
      return { value: undefined, audit: noAudit('each refresh records what it changes') };
    });
  },
});

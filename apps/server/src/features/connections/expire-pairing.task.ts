import { z } from 'zod';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';
import { openStates } from './connection-state.ts';
import { failConnection } from './fail-connection.ts';
import { pairingDays, signInDays } from './request-expiry.ts';

const dayMs = 24 * 60 * 60 * 1000;
const perRun = 500;

/** Ends requests that nobody answers. Hourly; what a run leaves over is the next one's. */
export const expirePairing = defineTask({
  name: 'expire-pairing',
  payload: z.object({}),
  cron: '7 * * * *',
  async run(ctx) {
    for (const expired of await listExpired(ctx)) await expire(ctx, expired);
  },
});

interface Expired {
  tenantId: string;
  connectionId: string;
  integrationId: string;
  authorizationType: string;
}

async function listExpired(ctx: Context): Promise<Expired[]> {
  const nowMs = ctx.clock.now().getTime();
  const before = (days: number) => new Date(nowMs - days * dayMs);
  return ctx.db
    .selectFrom('connection')
    .select([
      'tenant_id as tenantId',
      'id as connectionId',
      'integration_id as integrationId',
      'authorization_type as authorizationType',
    ])
    .where('state', 'in', openStates)
    .where((eb) =>
      eb.or([
        eb('updated_at', '<=', before(pairingDays)),
        eb.and([
          eb('authorization_type', '=', 'open_id_connect'),
          eb('updated_at', '<=', before(signInDays)),
        ]),
      ]),
    )
    .orderBy('updated_at')
    .limit(perRun)
    .execute();
}

async function expire(ctx: Context, expired: Expired): Promise<void> {
  const { tenantId, connectionId, integrationId, authorizationType } = expired;
  const code = authorizationType === 'st_pairing' ? 'pairing_expired' : 'sign_in_abandoned';
  await change(ctx, 'connection.fail', async (tx) => {
    const failed = await failConnection(tx, ctx, { tenantId, connectionId, code });
    return {
      value: undefined,
      audit: failed
        ? {
            subject: {
              kind: 'connection',
              id: connectionId,
            },
            tenantId,
            integrationId,
            before: null,
            after: {
              state: 'failed',
              code,
            },
          }
        : noAudit('it was answered meanwhile'),
    };
  });
}

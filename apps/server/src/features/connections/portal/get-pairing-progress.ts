import type { PairingProgress } from '@leads/contract/tenant-integrations';
import type { Reader } from '#platform/act/context.ts';
import { pairingPath } from '#features/webhooks/index.ts';
import { readConnection } from '../connection-reply.ts';

/**
 * How far the request of a pairing has come on its way to the partner; its answer is the connection's state.
 * @throws Problem `not_found`
 */
export async function getPairingProgress(
  db: Reader,
  key: { tenantId: string; connectionId: string },
): Promise<PairingProgress> {
  const { id } = await readConnection(db, key);
  const request = await db
    .selectFrom('delivery')
    .select([
      'state',
      'attempts as tries',
      'last_status as lastStatus',
      'first_attempt_at as firstTryAt',
      'next_attempt_at as nextTryAt',
      'succeeded_at as takenAt',
    ])
    .where('id', '=', id)
    .where('tenant_id', '=', key.tenantId)
    .where('path', '=', pairingPath)
    .executeTakeFirst();
  if (request === undefined)
    return { request: 'none', tries: 0, lastStatus: null, nextTryAt: null, takenAt: null };
  const { tries, lastStatus, nextTryAt, takenAt } = request;
  const progress = toProgress(request);
  return {
    request: progress,
    tries,
    lastStatus,
    nextTryAt: progress === 'retrying' ? (nextTryAt?.toISOString() ?? null) : null,
    takenAt: takenAt?.toISOString() ?? null,
  };
}

function toProgress(request: { state: string; firstTryAt: Date | null }) {
  if (request.state === 'succeeded') return 'taken';
  if (request.state === 'failed') return 'given_up';
  return request.firstTryAt === null ? 'sending' : 'retrying';
}

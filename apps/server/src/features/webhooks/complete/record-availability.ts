import type { PgBoss } from 'pg-boss';
import type { Tx } from '#platform/act/context.ts';
import { createQueue } from '#platform/queue/queue.ts';
import { parseAvailability } from '../publish/availability/availability-body.ts';
import { quietSeconds } from '../publish/availability/announce-availability.ts';
import { availabilityPath } from '../publish/availability/changed-days.ts';
import { compareAvailability } from '../publish/availability/compare-availability.task.ts';
import { readMessageConnections } from '../publish/availability/read-message-connections.ts';
import { saveToldSlots } from '../publish/availability/told-slots.ts';
import type { JudgedAttempt } from './complete-jobs.ts';

/**
 * Notes what partners took of open spots, and looks again in five seconds: more may have changed since the body was
 * made, or there was more than fits into one message.
 */
export async function recordAvailability(
  tx: Tx,
  boss: PgBoss,
  judged: readonly JudgedAttempt[],
): Promise<void> {
  const taken = judged.flatMap(({ attempt: { succeeded, delivery } }) =>
    succeeded && delivery.path === availabilityPath
      ? [{ id: delivery.id, ...parseAvailability(delivery.body) }]
      : [],
  );
  const connections = await readMessageConnections(
    tx,
    taken.map((one) => one.id),
  );
  const told = taken.flatMap(({ id, profileId, slots }) => {
    const connection = connections.get(id);
    return connection === undefined ? [] : [{ profile: { ...connection, profileId }, slots }];
  });
  await saveToldSlots(tx, told);
  const connectionIds = new Set(told.map(({ profile }) => profile.connectionId));
  for (const connectionId of [...connectionIds].sort()) {
    await compareAgain(tx, boss, { connectionId, startAfter: quietSeconds });
  }
}

export async function compareAgain(
  tx: Tx,
  boss: PgBoss,
  { connectionId, startAfter }: { connectionId: string; startAfter?: number },
): Promise<void> {
  await createQueue(boss).enqueue(tx, compareAvailability, {
    payload: { connectionId },
    // Not the job of an act on this connection, which is to run at once.
    singletonKey: `again ${connectionId}`,
    ...(startAfter === undefined ? {} : { startAfter }),
  });
}

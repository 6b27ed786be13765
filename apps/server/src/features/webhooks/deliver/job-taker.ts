import type { PgBoss } from 'pg-boss';
import type { Reader } from '#platform/act/context.ts';
import { atOncePerReceiver, deliveryQueue } from '../delivery-queue.ts';
import type { DeliveryJob } from '../delivery-queue.ts';
import type { JobsUnderWay } from './jobs-under-way.ts';
import { findHeldGroups } from './find-held-groups.ts';
import type { TakenJob } from './load-deliveries.ts';

const batchMax = 200;
/** What is held is checked again when the message is read, so this may be a little old. */
const heldForMs = 500;

/** Takes due jobs and hands each batch on, until there is no room or nothing more is due. */
export type TakeJobs = (
  room: () => number,
  onTaken: (jobs: readonly TakenJob[]) => void,
) => Promise<void>;

export interface JobTakerParts {
  boss: PgBoss;
  db: Reader;
  underWay: JobsUnderWay;
}

/**
 * pg-boss looks at the oldest due jobs first and leaves out those beyond a receiver's limit; so one receiver with a
 * long backlog could fill every look. Receivers served in a round are therefore skipped for the rest of it.
 */
export function createJobTaker({ boss, db, underWay }: JobTakerParts): TakeJobs {
  let held: string[] = [];
  let heldAtMs = -Infinity;

  async function readHeld(): Promise<string[]> {
    if (performance.now() - heldAtMs > heldForMs) {
      held = await findHeldGroups(db);
      heldAtMs = performance.now();
    }
    return held;
  }

  return async (room, onTaken) => {
    const served = new Set<string>();
    for (;;) {
      const wanted = Math.min(room(), batchMax);
      if (wanted <= 0) return;
      const jobs = await boss.fetch<DeliveryJob>(deliveryQueue.name, {
        batchSize: wanted,
        groupConcurrency: atOncePerReceiver,
        ignoreGroups: [...(await readHeld()), ...served],
      });
      if (jobs.length === 0) return;
      onTaken(jobs);
      if (jobs.length === wanted) served.clear();
      else if (!underWay.mayBeAtLimit(jobs)) return;
      else for (const { groupId } of jobs) if (groupId) served.add(groupId);
    }
  };
}

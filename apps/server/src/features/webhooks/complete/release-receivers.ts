import type { Kysely } from 'kysely';
import { systemActor } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import { createContext } from '#platform/act/context.ts';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { newId } from '#platform/id.ts';
import type { Receiver } from './record-receivers.ts';
import { resumeReceiverTask } from '../receivers/resume-receiver.task.ts';
import { releasePrefix } from './release-prefix.task.ts';

/** Receivers that answer again get what waits for them. A job lost here is made up for by the schedule. */
export async function releaseReceivers(
  services: Services,
  db: Kysely<Schema>,
  recovered: readonly Receiver[],
): Promise<void> {
  if (recovered.length === 0) return;
  const actor = systemActor('delivery worker');
  const ctx = createContext(services, db, { actor, requestId: newId() });
  try {
    await change(ctx, 'delivery.release', async (tx) => {
      for (const { id: prefixId, resumes } of recovered) {
        const task = resumes ? resumeReceiverTask : releasePrefix;
        await ctx.queue.enqueue(tx, task, { payload: { prefixId } });
      }
      return { value: undefined, audit: noAudit('the attempt rows are the record') };
    });
  } catch (err) {
    services.log.warn({ err }, 'waiting retries could not be made due');
  }
}

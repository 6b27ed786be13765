import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { createAlarm } from './alarm.ts';
import { atOnceMax, createDeliveryPipeline } from './delivery-pipeline.ts';
import { deliveryChannel } from '../delivery-queue.ts';
import { createJobTaker } from './job-taker.ts';
import { createJobsUnderWay } from './jobs-under-way.ts';

export interface DeliveryWorker {
  /** Takes no more messages, lets those under way finish (15 s at most), records them. */
  stop(): Promise<void>;
}

/** Retries become due silently. */
const pollMs = 1_000;
const takeEveryMs = 10;
const renewEveryMs = 3_000;

/**
 * Sends waiting messages until it is stopped. Any number of workers may run: a message is with one of them at a time,
 * and goes to another when its worker dies.
 */
export async function startDeliveryWorker(
  services: Services,
  db: Kysely<Schema>,
): Promise<DeliveryWorker> {
  const { log } = services;
  const { boss } = services.queue;
  const alarm = createAlarm();
  const stopping = new AbortController();
  const underWay = createJobsUnderWay();
  const pipeline = createDeliveryPipeline({ services, db, underWay, onRoom: alarm.ring });
  const takeJobs = createJobTaker({ boss, db, underWay });
  const room = () => (stopping.signal.aborted ? 0 : atOnceMax - underWay.size);

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const takenAtMs = performance.now();
      await takeJobs(room, pipeline.accept).catch((err: unknown) =>
        log.warn({ err }, 'deliveries could not be taken'),
      );
      if (!stopping.signal.aborted) await alarm.wait(pollMs);
      // Idle, a message is taken at once; under load, those of a few milliseconds are taken together.
      const restMs = takeEveryMs - (performance.now() - takenAtMs);
      if (restMs > 0 && !stopping.signal.aborted) await sleep(restMs);
    }
  }

  const listening = await boss.getDb().listen?.(deliveryChannel, alarm.ring, alarm.ring);
  const renewing = setInterval(() => void pipeline.renewLeases(), renewEveryMs);
  const running = run();
  return {
    async stop() {
      stopping.abort();
      alarm.ring();
      await running;
      await pipeline.drain();
      clearInterval(renewing);
      await listening?.close();
    },
  };
}

import type { Kysely } from 'kysely';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { completeJobs } from '../complete/complete-jobs.ts';
import type { Finished } from '../complete/complete-jobs.ts';
import { deliveryQueue } from '../delivery-queue.ts';
import { buildAvailability, isBuiltWhenSent } from './build-availability.ts';
import type { AttemptDecision } from './build-availability.ts';
import { createFlushQueue } from './flush-queue.ts';
import type { FlushQueue } from './flush-queue.ts';
import type { JobsUnderWay } from './jobs-under-way.ts';
import { loadDeliveries } from './load-deliveries.ts';
import type { Decision, TakenJob } from './load-deliveries.ts';
import { releaseReceivers } from '../complete/release-receivers.ts';
import { createMessageSigner } from './sign-message.ts';

/** The way of taken jobs: read, attempted side by side, completed in batches as their results come in. */
export interface DeliveryPipeline {
  accept(jobs: readonly TakenJob[]): void;
  /** Tells the queue that this worker lives. */
  renewLeases(): Promise<void>;
  /** Resolves when all that was accepted is completed. */
  drain(): Promise<void>;
}

export interface PipelineParts {
  services: Services;
  db: Kysely<Schema>;
  underWay: JobsUnderWay;
  /** Called when what may have been kept back can go. */
  onRoom(): void;
}

/** Messages under way at once in this process. */
export const atOnceMax = 400;
const completedAtOnceMax = 500;
const leaseMs = deliveryQueue.expireInSeconds * 1_000;

export function createDeliveryPipeline({
  services,
  db,
  underWay,
  onRoom,
}: PipelineParts): DeliveryPipeline {
  const works = createWorks({ services, underWay });
  const { run } = works;
  const parts = { services, sign: createMessageSigner(services.sealer) };
  const completions = createCompletions({ services, db }, (finished) => {
    const jobs = finished.map(({ job }) => job);
    const isWaitedFor = underWay.size >= atOnceMax || underWay.mayBeAtLimit(jobs);
    underWay.remove(jobs);
    if (isWaitedFor) onRoom();
  });

  /** Says what is to be said by now, then attempts; by itself, so that it holds back no other message. */
  function attemptBuilt(those: readonly AttemptDecision[]): void {
    if (those.length === 0) return;
    const jobs = those.map(({ job }) => job);
    run(jobs, async () => settle(await buildAvailability(services, db, those), attempt));
  }

  function settle(decisions: readonly Decision[], go: (one: AttemptDecision) => void): void {
    completions.add(decisions.filter((one) => one.kind !== 'attempt'));
    for (const one of decisions) if (one.kind === 'attempt') go(one);
  }

  function attempt(one: AttemptDecision): void {
    const { job } = one;
    run([job], async () => {
      completions.add([{ kind: 'attempted', job, attempt: await attemptDelivery(parts, one) }]);
    });
  }

  return {
    accept(jobs) {
      underWay.add(jobs);
      run(jobs, async () => {
        const toBuild: AttemptDecision[] = [];
        settle(await loadDeliveries(db, jobs), (one) =>
          isBuiltWhenSent(one) ? toBuild.push(one) : attempt(one),
        );
        attemptBuilt(toBuild);
      });
    },
    renewLeases: () => renewLeases(services, underWay.list()),
    async drain() {
      await works.drain();
      await completions.drain();
    },
  };
}

/** Work that is under way, so that a stopping worker can wait for it. */
function createWorks({ services, underWay }: Pick<PipelineParts, 'services' | 'underWay'>) {
  const works = new Set<Promise<void>>();
  return {
    /** What throws here is our own fault: the lease ends soon, and the jobs are taken again. */
    run(jobs: readonly TakenJob[], work: () => Promise<void>): void {
      const running = work()
        .catch((err: unknown) => {
          services.log.error({ err, jobs: jobs.length }, 'deliveries could not be attempted');
          underWay.remove(jobs);
        })
        .finally(() => works.delete(running));
      works.add(running);
    },
    async drain(): Promise<void> {
      while (works.size > 0) await Promise.all(works);
    },
  };
}

function createCompletions(
  parts: Pick<PipelineParts, 'services' | 'db'>,
  onDone: (finished: readonly Finished[]) => void,
): FlushQueue<Finished> {
  return createFlushQueue<Finished>({
    flush: (finished) => complete(parts, finished),
    onDone,
    itemsMax: completedAtOnceMax,
    giveUpAfterMs: leaseMs,
    log: parts.services.log,
  });
}

async function complete(
  { services, db }: Pick<PipelineParts, 'services' | 'db'>,
  finished: readonly Finished[],
): Promise<void> {
  const { lapsed, recovered } = await completeJobs(db, services.queue.boss, finished);
  if (lapsed > 0) services.log.warn({ lapsed }, 'deliveries had passed to another worker');
  await releaseReceivers(services, db, recovered);
}

async function renewLeases({ queue, log }: Services, jobs: readonly TakenJob[]): Promise<void> {
  if (jobs.length === 0) return;
  const held = jobs.map(({ id, retryCount }) => ({ id, retryCount }));
  await queue.boss
    .touch(deliveryQueue.name, held)
    .catch((err: unknown) => log.warn({ err }, 'leases of deliveries could not be renewed'));
}

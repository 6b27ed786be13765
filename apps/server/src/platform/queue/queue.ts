import { fromKysely, PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Tx } from '#platform/act/context.ts';
import type { Log } from '#platform/log.ts';
import type { Task } from './task.ts';

export interface EnqueueOptions {
  startAfter?: Date;
  /** At most one waiting job of the task has this key; the payload itself when left out. */
  singletonKey?: string;
}

/**
 * Background work: jobs are sent inside the caller's transaction, so they exist exactly when the change does. The same
 * job sent twice before it runs runs once.
 */
export interface Queue {
  readonly boss: PgBoss;
  enqueue<Payload extends z.ZodType>(
    tx: Tx,
    task: Task<Payload>,
    job: { payload: z.input<Payload> } & EnqueueOptions,
  ): Promise<void>;
}

/** `supervise` is for workers: expiring leases, maintenance and cron run there only. */
export function createBoss({ url, log, supervise }: { url: string; log: Log; supervise: boolean }): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'leads-queue',
    max: supervise ? 6 : 2,
    supervise,
    schedule: supervise,
    migrate: true,
    superviseIntervalSeconds: 10,
    useListenNotify: supervise,
  });
  boss.on('error', (err) => log.warn({ err }, 'queue error'));
  return boss;
}

export function createQueue(boss: PgBoss): Queue {
  return {
    boss,
    async enqueue(tx, task, { payload, startAfter, singletonKey }) {
      await boss.send(task.name, task.payload.parse(payload) as object, {
        db: fromKysely(tx),
        singletonKey: singletonKey ?? JSON.stringify(payload),
        ...(startAfter === undefined ? {} : { startAfter }),
      });
    },
  };
}

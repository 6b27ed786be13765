import { fromKysely, PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { Tx } from '#platform/act/context.ts';
import type { Log } from '#platform/log.ts';
import type { Task } from './task.ts';

export interface EnqueueOptions {
  /** A number: so many seconds from now, by the database's clock. */
  startAfter?: Date | number;
  /** At most one waiting job of the task has this key; the payload itself when left out. */
  singletonKey?: string;
}

/**
 * Background work: jobs are sent inside the caller's transaction, so they exist exactly when the change does. The same
 * job sent twice before it runs runs once, and that run sees the changes of both senders.
 */
export interface Queue {
  readonly boss: PgBoss;
  enqueue<Payload extends z.ZodType>(
    tx: Tx,
    task: Task<Payload>,
    job: { payload: z.input<Payload> } & EnqueueOptions,
  ): Promise<void>;
}

export interface BossOptions {
  url: string;
  log: Log;
  /** For workers: expiring leases, maintenance and cron run there only. */
  supervise: boolean;
}

export function createBoss({ url, log, supervise }: BossOptions): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'leads-queue',
    max: supervise ? 6 : 2,
    supervise,
    schedule: supervise,
    migrate: true,
    // A lost lease is noticed at the first pass on which both intervals are over: every 10 s.
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 8,
    useListenNotify: supervise,
  });
  boss.on('error', (err) => log.warn({ err }, 'queue error'));
  boss.on('warning', ({ message, data }) =>
    log.warn({ queueWarning: message, data }, 'queue warning'),
  );
  return boss;
}

export function createQueue(boss: PgBoss): Queue {
  return {
    boss,
    async enqueue(tx, task, { payload, startAfter, singletonKey }) {
      // Not `send` to a queue of policy `short`: that does nothing when the job is there already, and a worker that
      // takes it before we commit would never see our change. `upsert` locks the waiting job until we commit.
      await boss.upsert(task.name, task.payload.parse(payload) as object, {
        db: fromKysely(tx),
        singletonKey: singletonKey ?? JSON.stringify(payload),
        ...(startAfter === undefined ? {} : { startAfter }),
      });
    },
  };
}

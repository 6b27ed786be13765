import type { Queue as QueueOptions } from 'pg-boss';
import type { Log } from '#platform/log.ts';
import { createBoss } from './queue.ts';
import type { Task } from './task.ts';

export interface InstallOptions {
  url: string;
  log: Log;
  tasks: readonly Task[];
  /** Queues that a feature works by itself, such as the webhook deliveries. */
  queues: readonly QueueOptions[];
}

/** Brings the queue's own schema up to date and declares every queue; part of migrating. Idempotent. */
export async function installQueue({ url, log, tasks, queues }: InstallOptions): Promise<void> {
  const boss = createBoss({ url, log, supervise: false });
  await boss.start();
  try {
    const wanted: QueueOptions[] = [...queues, ...tasks.map(toQueueOptions)];
    for (const { name, ...options } of wanted) {
      if ((await boss.getQueue(name)) === null) await boss.createQueue(name, options);
      else {
        const { policy: _policy, partition: _partition, ...changeable } = options;
        await boss.updateQueue(name, changeable);
      }
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

function toQueueOptions(task: Task): QueueOptions {
  return {
    name: task.name,
    notify: true,
    retryLimit: task.retryLimit,
    retryDelay: task.retryDelaySeconds,
    retryBackoff: true,
    expireInSeconds: task.expireInSeconds,
  };
}

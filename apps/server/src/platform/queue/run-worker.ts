import type { Job, PgBoss } from 'pg-boss';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import type { Task } from './task.ts';

/** Jobs of one task that run at once in this process. */
const jobsAtOnce = 2;
/** Jobs announce themselves; retries and delayed jobs become due silently. */
const pollSeconds = 5;

export interface RunningTasks {
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>;
}

/**
 * Works the jobs of all tasks and keeps their cron lines. A run that throws is logged and run again as the task says;
 * one that outlives its `expireInSeconds` is taken for dead.
 */
export async function runTasks(
  boss: PgBoss,
  tasks: readonly Task[],
  makeContext: () => Context<ActorOf<'system'>>,
): Promise<RunningTasks> {
  await keepSchedules(boss, tasks);
  const options = {
    batchSize: 1,
    localConcurrency: jobsAtOnce,
    notifyPollingIntervalSeconds: pollSeconds,
  };
  for (const task of tasks) {
    await boss.work(task.name, options, async (jobs: Job[]) => {
      for (const job of jobs) await runJob(task, job, makeContext());
    });
  }
  return {
    async stop() {
      await Promise.all(tasks.map(({ name }) => boss.offWork(name, { wait: true })));
    },
  };
}

async function runJob(task: Task, job: Job, ctx: Context<ActorOf<'system'>>): Promise<void> {
  const startedMs = performance.now();
  const fields = { task: task.name, jobId: job.id, retry: job.retryCount };
  try {
    await task.run(ctx, task.payload.parse(job.data ?? {}));
    ctx.log.info({ ...fields, durationMs: Math.round(performance.now() - startedMs) }, 'task.done');
  } catch (err) {
    ctx.log.error({ ...fields, err }, 'task.failed');
    throw err;
  }
}

/** Stored schedules outlive releases: those that no task asks for any more go. */
async function keepSchedules(boss: PgBoss, tasks: readonly Task[]): Promise<void> {
  const cronByName = new Map(tasks.map(({ name, cron }) => [name, cron]));
  for (const { name, key } of await boss.getSchedules()) {
    if (cronByName.get(name) === undefined) await boss.unschedule(name, key);
  }
  for (const [name, cron] of cronByName) {
    if (cron !== undefined) await boss.schedule(name, cron, {}, { tz: 'UTC' });
  }
}

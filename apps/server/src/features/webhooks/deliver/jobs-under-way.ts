import type { TakenJob } from './load-deliveries.ts';

/** The jobs that this worker has in hand, counted by receiver. */
export interface JobsUnderWay {
  readonly size: number;
  add(jobs: readonly TakenJob[]): void;
  remove(jobs: readonly TakenJob[]): void;
  list(): TakenJob[];
  /**
   * Whether one of these jobs' receivers has several jobs in hand, so that its limit may keep back more that are due.
   */
  mayBeAtLimit(jobs: readonly TakenJob[]): boolean;
}

/** Other workers send to the same receivers, so a limit may be reached by few of ours. */
const severalMin = 2;

export function createJobsUnderWay(): JobsUnderWay {
  const jobs = new Map<string, TakenJob>();
  const countByGroup = new Map<string, number>();

  function count({ groupId }: TakenJob, change: 1 | -1): void {
    if (!groupId) return;
    const now = (countByGroup.get(groupId) ?? 0) + change;
    if (now > 0) countByGroup.set(groupId, now);
    else countByGroup.delete(groupId);
  }

  return {
    get size() {
      return jobs.size;
    },
    add(added) {
      for (const job of added) {
        jobs.set(job.id, job);
        count(job, 1);
      }
    },
    remove(removed) {
      for (const job of removed) if (jobs.delete(job.id)) count(job, -1);
    },
    list: () => [...jobs.values()],
    mayBeAtLimit: (some) =>
      some.some(({ groupId }) => (countByGroup.get(groupId ?? '') ?? 0) >= severalMin),
  };
}

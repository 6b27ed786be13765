import type { z } from 'zod';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';

/** A kind of background work. Payloads carry ids only. */
export interface Task<Payload extends z.ZodType = z.ZodType> {
  /** Queue name: letters, digits, dashes. */
  readonly name: string;
  readonly payload: Payload;
  /** Tries after the first; the wait doubles from `retryDelaySeconds`. */
  readonly retryLimit: number;
  readonly retryDelaySeconds: number;
  /** A run that takes longer is taken for dead and run again. */
  readonly expireInSeconds: number;
  /** Cron line in UTC, for work that starts by itself. */
  readonly cron?: string;
  run(ctx: Context<ActorOf<'system'>>, payload: z.output<Payload>): Promise<void>;
}

export function defineTask<Payload extends z.ZodType>(
  task: Pick<Task<Payload>, 'name' | 'payload' | 'run'> & Partial<Task<Payload>>,
): Task<Payload> {
  return { retryLimit: 10, retryDelaySeconds: 5, expireInSeconds: 60, ...task };
}

import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { Problem } from '@leads/contract/problem';
import type { Clock } from '#platform/clock.ts';
import type { Schema } from '#platform/db/database.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';

export interface AttemptThrottle {
  /**
   * Takes one try before its outcome is known, so that parallel tries cannot all pass.
   * @throws Problem `rate_limited` when none is left in this window
   */
  take(key: string): Promise<void>;
  /** Seconds until a try is free again; 0 when one is free now. Takes none. */
  secondsUntilFree(key: string): Promise<number>;
  /** Takes one try after it failed; never refuses. */
  countFailure(key: string): Promise<void>;
  /** Gives all tries back, as after a success. */
  forget(key: string): Promise<void>;
}

export interface AttemptThrottleOptions {
  db: Kysely<Schema>;
  clock: Clock;
  /** Keeps keys of different uses apart. */
  purpose: string;
  attemptsMax: number;
  windowSeconds: number;
  /** For the reader of the refusal, such as "Too many tries to sign in." */
  refusal: string;
}

/** Windows that ended this long ago are removed by whoever opens a new one. */
const keepSeconds = 86_400;

/** So many tries per key and window, counted in the database, whichever process they reach. */
export function createAttemptThrottle(options: AttemptThrottleOptions): AttemptThrottle {
  const { db, purpose, attemptsMax, refusal } = options;
  const rowKey = (key: string) => `${purpose}:${hashToken(key)}`;
  return {
    async take(key) {
      const taken = await countTry(options, rowKey(key));
      if (taken.count <= attemptsMax) return;
      const retryAfterSeconds = Math.max(1, secondsLeft(options, taken.window_started_at));
      const detail = `${refusal} ${waitWords(retryAfterSeconds)}`;
      throw new Problem('rate_limited', { detail, retryAfterSeconds });
    },
    async secondsUntilFree(key) {
      const row = await db
        .selectFrom('attempt_throttle')
        .select(['count', 'window_started_at'])
        .where('key', '=', rowKey(key))
        .executeTakeFirst();
      if (row === undefined || row.count < attemptsMax) return 0;
      return secondsLeft(options, row.window_started_at);
    },
    async countFailure(key) {
      await countTry(options, rowKey(key));
    },
    async forget(key) {
      await db.deleteFrom('attempt_throttle').where('key', '=', rowKey(key)).execute();
    },
  };
}

async function countTry({ db, clock, windowSeconds }: AttemptThrottleOptions, key: string) {
  const now = clock.now();
  const endedAt = new Date(now.getTime() - windowSeconds * 1000);
  const hasEnded = sql<boolean>`attempt_throttle.window_started_at <= ${endedAt}`;
  const row = await db
    .insertInto('attempt_throttle')
    .values({ key, count: 1, window_started_at: now })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql`case when ${hasEnded} then 1 else attempt_throttle.count + 1 end`,
        window_started_at: sql`case when ${hasEnded} then ${now} else attempt_throttle.window_started_at end`,
      }),
    )
    .returning(['count', 'window_started_at'])
    .executeTakeFirstOrThrow();
  if (row.count === 1) {
    const before = new Date(now.getTime() - keepSeconds * 1000);
    await db.deleteFrom('attempt_throttle').where('window_started_at', '<', before).execute();
  }
  return row;
}

function secondsLeft({ clock, windowSeconds }: AttemptThrottleOptions, startedAt: Date): number {
  const endsAtMs = startedAt.getTime() + windowSeconds * 1000;
  return Math.max(0, Math.ceil((endsAtMs - clock.now().getTime()) / 1000));
}

/** When to come back, in words. */
export function waitWords(seconds: number): string {
  if (seconds < 90) return `Try again in ${seconds} seconds.`;
  return `Try again in ${Math.ceil(seconds / 60)} minutes.`;
}

import type { RefusedCaller } from './refused-call.ts';

/** Of one integration, in one minute. */
export const perMinuteMax = 60;
/** Of all callers whose credentials were refused, so that guessing them does not fill the table. */
const unprovenPerMinuteMax = 120;

interface Share {
  max: number;
  kept: number;
  leftOut: number;
  /** The last that was kept, which the ones left out are told on. */
  lastId: string | undefined;
}

/** Counts what was kept of each caller in this minute. */
export function createMinuteShares() {
  let startedAtMs = 0;
  let shares = new Map<string, Share>();
  let ended: Share[] = [];
  return {
    shareOf(caller: RefusedCaller, now: Date): Share {
      const nowMs = now.getTime();
      if (nowMs - startedAtMs >= 60_000) {
        startedAtMs = nowMs;
        ended = [...ended, ...shares.values()];
        shares = new Map();
      }
      const isProven = 'integrationId' in caller;
      const key = isProven ? caller.integrationId : '';
      const share = shares.get(key) ?? {
        max: isProven ? perMinuteMax : unprovenPerMinuteMax,
        kept: 0,
        leftOut: 0,
        lastId: undefined,
      };
      shares.set(key, share);
      return share;
    },
    takeLeftOut(): { id: string; count: number }[] {
      const all = [...ended, ...shares.values()];
      ended = [];
      const taken = all.flatMap(({ lastId, leftOut }) =>
        lastId === undefined || leftOut === 0 ? [] : [{ id: lastId, count: leftOut }],
      );
      for (const share of all) share.leftOut = 0;
      return taken;
    },
  };
}

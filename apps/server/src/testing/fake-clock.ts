import type { Clock } from '../platform/clock.ts';

export interface FakeClock extends Clock {
  /** Moves the time; negative turns it back. */
  advance(ms: number): void;
  set(instant: Date | string): void;
}

/** A clock that stands still until it is turned. */
export function createFakeClock(start: Date | string): FakeClock {
  let nowMs = toMs(start);
  return {
    now: () => new Date(nowMs),
    advance(ms) {
      nowMs += ms;
    },
    set(instant) {
      nowMs = toMs(instant);
    },
  };
}

function toMs(instant: Date | string): number {
  const ms = new Date(instant).getTime();
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${String(instant)}`);
  return ms;
}

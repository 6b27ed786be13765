export interface Alarm {
  /** Ends the present wait, or the next one if nobody waits. */
  ring(): void;
  wait(timeoutMs: number): Promise<void>;
}

/** Lets one loop sleep until something happens, without missing what happened while it was awake. */
export function createAlarm(): Alarm {
  let isRung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      isRung = true;
      wake?.();
    },
    async wait(timeoutMs) {
      if (!isRung) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, timeoutMs);
        wake = resolve;
        await promise;
        clearTimeout(timer);
        wake = undefined;
      }
      isRung = false;
    },
  };
}

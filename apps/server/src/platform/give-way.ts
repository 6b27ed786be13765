import { setImmediate as nextTurn } from 'node:timers/promises';

/** Other work of the process is served between slices of this length. */
const sliceMs = 20;

/** Makes the pause of one long calculation: to be awaited often, it lets other work go first when a slice is over. */
export function createGiveWay(): () => Promise<void> {
  let sliceEndsAt = performance.now() + sliceMs;
  return async () => {
    if (performance.now() < sliceEndsAt) return;
    await nextTurn();
    sliceEndsAt = performance.now() + sliceMs;
  };
}

import { expect, it } from 'vitest';
import { createGiveWay } from './give-way.ts';

/** Calculates for so long, and answers whether other work of the process went first at the pause. */
async function isOvertaken(busyMs: number): Promise<boolean> {
  const giveWay = createGiveWay();
  let overtaken = false;
  setImmediate(() => {
    overtaken = true;
  });
  const endMs = performance.now() + busyMs;
  while (performance.now() < endMs);
  await giveWay();
  return overtaken;
}

it('lets other work go first once a slice is over', async () => {
  expect(await isOvertaken(25)).toBe(true);
});

it('goes on before that', async () => {
  expect(await isOvertaken(0)).toBe(false);
});

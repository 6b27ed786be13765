import { expect, it, vi } from 'vitest';
import { createLog } from '#platform/log.ts';
import { createFlushQueue } from './flush-queue.ts';

const log = createLog({ level: 'silent' });

function collect({ fails = (batch: readonly number[]): boolean => batch.length === 0 } = {}) {
  const batches: number[][] = [];
  const done: number[] = [];
  const queue = createFlushQueue<number>({
    async flush(batch) {
      await Promise.resolve();
      if (fails(batch)) throw new Error('cannot be flushed');
      batches.push([...batch]);
    },
    onDone: (items) => void done.push(...items),
    itemsMax: 3,
    giveUpAfterMs: 0,
    log,
  });
  return { queue, batches, done };
}

it('flushes the first item at once and what comes meanwhile together', async () => {
  const { queue, batches } = collect();
  queue.add([1]);
  queue.add([2]);
  queue.add([3, 4, 5, 6]);
  await queue.drain();
  expect(batches).toEqual([[1], [2, 3, 4], [5, 6]]);
});

it('goes on after it was idle, and after nothing was added', async () => {
  const { queue, batches, done } = collect();
  queue.add([]);
  await queue.drain();
  queue.add([1]);
  await queue.drain();
  queue.add([2]);
  await queue.drain();
  expect(batches).toEqual([[1], [2]]);
  expect(done).toEqual([1, 2]);
});

it('flushes the neighbours of an item that cannot be flushed', async () => {
  const { queue, batches, done } = collect({ fails: (batch) => batch.includes(3) });
  queue.add([1]);
  queue.add([2, 3, 4]);
  await queue.drain();
  expect(batches).toEqual([[1], [2], [4]]);
  expect(done).toEqual([1, 2, 3, 4]);
});

it('tries a database that is away again', async () => {
  vi.useFakeTimers();
  const flush = vi
    .fn<(items: readonly number[]) => Promise<void>>()
    .mockRejectedValueOnce(Object.assign(new Error('gone'), { code: '57P01' }))
    .mockResolvedValue(undefined);
  const queue = createFlushQueue({
    flush,
    onDone: () => undefined,
    itemsMax: 3,
    giveUpAfterMs: 5_000,
    log,
  });
  queue.add([1]);
  await vi.advanceTimersByTimeAsync(500);
  await queue.drain();
  vi.useRealTimers();
  expect(flush).toHaveBeenCalledTimes(2);
});

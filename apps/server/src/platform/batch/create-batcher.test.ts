import { expect, test } from 'vitest';
import { createBatcher } from './create-batcher.ts';

/** A batcher that doubles numbers and remembers its batches. */
function createDoubler({ batchMax = 10, lanes = 1 } = {}) {
  const batches: number[][] = [];
  const double = createBatcher<number, number>({
    batchMax,
    lanes,
    failsAll: (err) => err instanceof Error && err.message === 'no database',
    async run(items) {
      batches.push([...items]);
      await Promise.resolve();
      if (items.includes(13)) throw new Error('thirteen');
      if (items.includes(99)) throw new Error('no database');
      return items.map((item) => (item < 0 ? new Error(`${item} is negative`) : item * 2));
    },
  });
  return { double, batches };
}

test('those who wait together go together, each with a value of its own', async () => {
  const { double, batches } = createDoubler();
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(batches).toEqual([[1, 2, 3]]);
  expect(await double(4)).toBe(8);
});

test('no batch is larger than it may be, and the order is kept', async () => {
  const { double, batches } = createDoubler({ batchMax: 2 });
  expect(await Promise.all([1, 2, 3, 4, 5].map(double))).toEqual([2, 4, 6, 8, 10]);
  expect(batches).toEqual([[1, 2], [3, 4], [5]]);
});

test('an error that is one item’s own reaches its caller alone, and nothing is run twice', async () => {
  const { double, batches } = createDoubler();
  const results = await Promise.allSettled([1, -2, 3].map(double));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(batches).toEqual([[1, -2, 3]]);
});

test('when a batch throws, each is run by itself, and only the bad one fails', async () => {
  const { double, batches } = createDoubler();
  const results = await Promise.allSettled([1, 13, 3].map(double));
  expect(results).toMatchObject([
    { status: 'fulfilled', value: 2 },
    { status: 'rejected', reason: { message: 'thirteen' } },
    { status: 'fulfilled', value: 6 },
  ]);
  expect(batches).toEqual([[1, 13, 3], [1], [13], [3]]);
});

test('what would fail each alone fails all at once, without trying one by one', async () => {
  const { double, batches } = createDoubler();
  const results = await Promise.allSettled([1, 99, 3].map(double));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(batches).toEqual([[1, 99, 3]]);
});

test('a run that forgets a value fails, as nobody can tell whose is missing', async () => {
  const forget = createBatcher<number, number>({
    batchMax: 5,
    lanes: 1,
    failsAll: () => false,
    run: async () => [],
  });
  await expect(forget(1)).rejects.toThrow('a batch of 1 got 0 values');
});

test('while a batch is under way others gather for the next; a second lane begins at once', async () => {
  const open: (() => void)[] = [];
  const sizes: number[] = [];
  const slow = createBatcher<number, number>({
    batchMax: 100,
    lanes: 2,
    failsAll: () => false,
    async run(items) {
      sizes.push(items.length);
      await new Promise<void>((resolve) => open.push(resolve));
      return items;
    },
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const all = [slow(1)];
  await turn();
  all.push(slow(2));
  await turn();
  all.push(slow(3), slow(4), slow(5));
  await turn();
  expect(sizes).toEqual([1, 1]);
  open[0]?.();
  await all[0];
  await turn();
  expect(sizes).toEqual([1, 1, 3]);
  open[1]?.();
  open[2]?.();
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5]);
});

import type { Log } from '#platform/log.ts';
import { isDatabaseUnavailable } from '#platform/db/database-fault.ts';

export interface FlushQueue<Item> {
  add(items: readonly Item[]): void;
  /** Resolves when all that was added has been flushed or given up. */
  drain(): Promise<void>;
}

export interface FlushOptions<Item> {
  flush(items: readonly Item[]): Promise<void>;
  /** Called for each item once it is flushed or given up. */
  onDone(items: readonly Item[]): void;
  itemsMax: number;
  log: Log;
  /** How long an unreachable database is tried for; by then another worker has the items. */
  giveUpAfterMs: number;
}

const retryMs = 500;

/**
 * Flushes items as they come: at once when idle, in growing batches while a flush is under way. Where a batch fails for
 * a reason of its own, its items are flushed one by one, so that one bad item never holds up the others.
 */
export function createFlushQueue<Item>(options: FlushOptions<Item>): FlushQueue<Item> {
  const { itemsMax, onDone, log } = options;
  const waiting: Item[] = [];
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, itemsMax);
      await flushPatiently(batch, options).catch(async (err: unknown) => {
        log.error({ err, items: batch.length }, 'a batch could not be flushed');
        if (batch.length > 1) await flushSingly(batch, options);
      });
      onDone(batch);
    }
  }

  function start(): void {
    running ??= run().finally(() => {
      running = undefined;
      // Added after the last look and before this.
      if (waiting.length > 0) start();
    });
  }

  return {
    add(items) {
      waiting.push(...items);
      if (waiting.length > 0) start();
    },
    async drain() {
      for (let last = running; last !== undefined; last = running) await last;
    },
  };
}

async function flushSingly<Item>(
  batch: readonly Item[],
  options: FlushOptions<Item>,
): Promise<void> {
  for (const item of batch) {
    await flushPatiently([item], options).catch((err: unknown) =>
      options.log.error({ err }, 'an item could not be flushed'),
    );
  }
}

async function flushPatiently<Item>(
  batch: readonly Item[],
  { flush, giveUpAfterMs }: FlushOptions<Item>,
): Promise<void> {
  const endMs = performance.now() + giveUpAfterMs;
  for (;;) {
    try {
      return await flush(batch);
    } catch (err) {
      if (!isDatabaseUnavailable(err) || performance.now() > endMs) throw err;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  }
}

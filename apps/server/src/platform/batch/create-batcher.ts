/** Work that is done for many callers at once when they wait at the same moment, and for one when only one does. */
export interface BatcherOptions<Item, Value> {
  /**
   * Does the work for all items and answers a value for each, in their order. A value that is an Error is thrown to its
   * own caller alone; what `run` itself throws makes each item be run by itself, so that a bad one never fails its
   * neighbours.
   */
  run(items: readonly Item[]): Promise<readonly (Value | Error)[]>;
  /** Whether an error of `run` would meet each item alone as well, such as a lost database: then all get it at once. */
  failsAll(err: unknown): boolean;
  /** So many items at most go into one batch. */
  batchMax: number;
  /** So many batches may be under way: more than one, so that one is prepared while another waits for the disk. */
  lanes: number;
}

interface Waiting<Item, Value> {
  item: Item;
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

/** Makes a function that takes one item and answers its value, while the work is done in batches without any timer. */
export function createBatcher<Item, Value>(
  options: BatcherOptions<Item, Value>,
): (item: Item) => Promise<Value> {
  const { batchMax, lanes } = options;
  let waiting: Waiting<Item, Value>[] = [];
  let running = 0;
  let isScheduled = false;

  async function work(): Promise<void> {
    running += 1;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchMax);
      waiting = waiting.slice(batchMax);
      await settle(batch, options);
    }
    running -= 1;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running >= lanes || isScheduled) return;
      isScheduled = true;
      // After the I/O of this turn, so that requests which arrived together go together.
      setImmediate(() => {
        isScheduled = false;
        if (running < lanes) void work();
      });
    });
}

async function settle<Item, Value>(
  batch: readonly Waiting<Item, Value>[],
  options: BatcherOptions<Item, Value>,
): Promise<void> {
  try {
    const values = await options.run(batch.map(({ item }) => item));
    if (values.length !== batch.length)
      throw new Error(`a batch of ${batch.length} got ${values.length} values`);
    for (const [index, { resolve, reject }] of batch.entries()) {
      const value = values[index] as Value | Error;
      if (value instanceof Error) reject(value);
      else resolve(value);
    }
  } catch (err) {
    const [only] = batch;
    if (batch.length === 1) only?.reject(err);
    else if (options.failsAll(err)) for (const { reject } of batch) reject(err);
    else for (const one of batch) await settle([one], options);
  }
}

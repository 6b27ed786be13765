import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { systemActor } from '#platform/act/actor.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { installQueue } from './install-queue.ts';
import { runTasks } from './run-worker.ts';
import type { RunningTasks } from './run-worker.ts';
import { defineTask } from './task.ts';

let system: TestSystem;
let running: RunningTasks | undefined;
const ran: string[] = [];
let failures = 0;

const note = defineTask({
  name: 'test-note',
  payload: z.object({ text: z.string() }),
  retryDelaySeconds: 1,
  async run(_ctx, { text }) {
    if (failures > 0) {
      failures -= 1;
      throw new Error('fails this time');
    }
    ran.push(text);
  },
});

beforeEach(async () => {
  ran.length = 0;
  failures = 0;
  running = undefined;
  system = await createTestSystem();
  const { database, services } = system;
  await installQueue({ url: database.url, log: services.log, tasks: [note], queues: [] });
});
afterEach(async () => {
  await running?.stop();
  await system.close();
});

const enqueue = (text: string) =>
  system.db
    .transaction()
    .execute((tx) => system.services.queue.enqueue(tx, note, { payload: { text } }));

async function work() {
  const makeContext = () => system.contextFor(systemActor('worker'));
  running = await runTasks(system.services.queue.boss, [note], makeContext);
}

it('runs a job once its transaction is committed, the same job sent twice once', async () => {
  await enqueue('one');
  await enqueue('one');
  await enqueue('two');
  const failing = system.db.transaction().execute(async (tx) => {
    await system.services.queue.enqueue(tx, note, { payload: { text: 'never' } });
    throw new Error('rolled back');
  });
  await expect(failing).rejects.toThrow('rolled back');
  await work();
  await vi.waitFor(() => expect(ran.toSorted()).toEqual(['one', 'two']), 10_000);
  await running?.stop();
  expect(ran).toHaveLength(2);
});

it('keeps a waiting job from running before the change that asks for it again is committed', async () => {
  const { boss, enqueue: send } = system.services.queue;
  await enqueue('one');
  await system.db.transaction().execute(async (tx) => {
    await send(tx, note, { payload: { text: 'one' } });
    expect(await boss.fetch(note.name)).toEqual([]);
  });
  expect(await boss.fetch(note.name)).toHaveLength(1);
});

it('runs a job again that failed', async () => {
  failures = 1;
  await enqueue('one');
  await work();
  await vi.waitFor(() => expect(failures).toBe(0), 10_000);
  await vi.waitFor(
    async () => {
      await sql`update pgboss.job set start_after = now() where name = ${note.name} and state = 'retry'`.execute(
        system.db,
      );
      expect(ran).toEqual(['one']);
    },
    { timeout: 12_000, interval: 200 },
  );
});

it('keeps cron lines, and drops those that no task asks for any more', async () => {
  const { boss } = system.services.queue;
  const makeContext = () => system.contextFor(systemActor('worker'));
  const nightly = { ...note, cron: '0 3 * * *' };
  await (await runTasks(boss, [nightly], makeContext)).stop();
  expect(await boss.getSchedules()).toMatchObject([{ name: note.name, cron: '0 3 * * *' }]);
  await work();
  expect(await boss.getSchedules()).toEqual([]);
});

it('declares its queues again without harm', async () => {
  const { database, services } = system;
  await installQueue({ url: database.url, log: services.log, tasks: [note], queues: [] });
  expect(await services.queue.boss.getQueue(note.name)).toMatchObject({
    policy: 'standard',
    notify: true,
  });
});

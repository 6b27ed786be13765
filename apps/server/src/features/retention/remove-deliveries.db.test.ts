import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { newId } from '#platform/id.ts';
import { makeIntegration } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { applyRetention } from './apply-retention.task.ts';
import { retentionRules } from './retention-rules.ts';
import { runRules } from './run-rules.ts';
import type { Unfinished } from './run-rules.ts';

const dayMs = 86_400_000;
let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem({ LEAD_RETENTION_DAYS: '100' });
});
afterAll(() => system.close());

const ctx = () => system.contextFor(systemActor('worker'));
/** An instant so many days and milliseconds before now. */
const ago = (days: number, ms = 0) => new Date(system.clock.now().getTime() - days * dayMs - ms);
const applyAll = () => applyRetention.run(ctx(), {});

async function run(rule: string): Promise<void> {
  const rules = retentionRules.filter(({ name }) => name === rule);
  await runRules(ctx(), { rules, isOver: () => false, rowsPerPiece: 2 });
}

interface MessageValues {
  createdAt: Date;
  finishedAt: Date | null;
  attemptedAt?: Date;
}

async function makeMessage(integrationId: string, values: MessageValues): Promise<string> {
  const { createdAt, finishedAt, attemptedAt = createdAt } = values;
  const [id, eventId] = [newId(), newId()];
  await system.db
    .insertInto('event')
    .values({ id: eventId, kind: 'test', integration_id: integrationId, at: createdAt })
    .execute();
  await system.db
    .insertInto('delivery')
    .values({
      id,
      event_id: eventId,
      integration_id: integrationId,
      path: '/x',
      url: 'https://partner.example/x',
      prefix: 'https://partner.example',
      body: '{}',
      state: finishedAt === null ? 'waiting' : 'succeeded',
      created_at: createdAt,
      finished_at: finishedAt,
      attempts: 1,
    })
    .execute();
  await system.db
    .insertInto('delivery_attempt')
    .values({ delivery_id: id, number: 1, started_at: attemptedAt, duration_ms: 1, status: 200 })
    .execute();
  return id;
}

async function messagesOf(integrationId: string) {
  const rows = await system.db
    .selectFrom('delivery')
    .leftJoin('delivery_attempt', 'delivery_attempt.delivery_id', 'delivery.id')
    .select(['delivery.id', 'number'])
    .where('integration_id', '=', integrationId)
    .orderBy('delivery.id')
    .execute();
  return rows.map(({ id, number }) => [id, number === null ? 'bare' : 'with attempt']);
}

describe('messages', () => {
  it('go 90 days after their end with their attempts, and not a moment before', async () => {
    const integrationId = await makeIntegration(system.db);
    await makeMessage(integrationId, { createdAt: ago(91), finishedAt: ago(90, 1) });
    const atEdge = await makeMessage(integrationId, {
      createdAt: ago(91),
      attemptedAt: ago(90),
      finishedAt: ago(90),
    });
    await run('delivery');
    expect(await messagesOf(integrationId)).toEqual([[atEdge, 'with attempt']]);
  });

  it('never go while they wait, nor when somebody sent them again later; their old attempts do', async () => {
    const integrationId = await makeIntegration(system.db);
    const old = { createdAt: ago(400), attemptedAt: ago(400) };
    const waiting = await makeMessage(integrationId, { ...old, finishedAt: null });
    const resent = await makeMessage(integrationId, { ...old, finishedAt: ago(1) });
    const retried = await makeMessage(integrationId, {
      createdAt: ago(400),
      attemptedAt: ago(2),
      finishedAt: null,
    });
    for (let at = 0; at < 5; at += 1) {
      await makeMessage(integrationId, { createdAt: ago(399, at), finishedAt: ago(399) });
    }
    await run('delivery');
    expect(await messagesOf(integrationId)).toEqual([
      [waiting, 'bare'],
      [resent, 'bare'],
      [retried, 'with attempt'],
    ]);
  });

  it('are passed over while somebody holds one, without waiting, and go with the next run', async () => {
    const integrationId = await makeIntegration(system.db);
    const held = await makeMessage(integrationId, { createdAt: ago(200), finishedAt: ago(200) });
    await system.db.transaction().execute(async (tx) => {
      await tx.selectFrom('delivery').select('id').where('id', '=', held).forUpdate().execute();
      await run('delivery');
    });
    expect((await messagesOf(integrationId)).map(([id]) => id)).toEqual([held]);
    await run('delivery');
    expect(await messagesOf(integrationId)).toEqual([]);
  });
});

describe('a run', () => {
  it('that is cut off goes on where it stopped and counts as one', async () => {
    const integrationId = await makeIntegration(system.db);
    for (let at = 0; at < 7; at += 1) {
      await makeMessage(integrationId, { createdAt: ago(300, at), finishedAt: ago(300) });
    }
    const rules = retentionRules.filter(({ name }) => name === 'delivery');
    let unfinished: Unfinished | undefined;
    let pieces = 0;
    do {
      let isFirst = true;
      unfinished = await runRules(ctx(), {
        rules,
        unfinished,
        rowsPerPiece: 2,
        isOver: () => (isFirst ? (isFirst = false) : true),
      });
      pieces += 1;
    } while (unfinished !== undefined);
    expect(pieces).toBeGreaterThan(3);
    expect(await messagesOf(integrationId)).toEqual([]);
    const noted = await system.db
      .selectFrom('retention_run')
      .select('removed')
      .where('rule', '=', 'delivery')
      .executeTakeFirstOrThrow();
    expect(noted.removed).toBe(14);
  });

  it('notes each rule with its end, and adds up what it removed', async () => {
    await applyAll();
    await applyAll();
    const rows = await system.db.selectFrom('retention_run').selectAll().execute();
    expect(rows.map(({ rule }) => rule).sort()).toEqual(
      retentionRules.map(({ name }) => name).sort(),
    );
    for (const row of rows) expect(row.finished_at).toEqual(system.clock.now());
    const { rows: sums } = await sql<{ removed_total: number }>`
      select removed_total from retention_run where rule = 'delivery'`.execute(system.db);
    expect(Number(sums[0]?.removed_total)).toBeGreaterThanOrEqual(14);
  });
});

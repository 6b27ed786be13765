import { afterEach, beforeEach, expect, it } from 'vitest';
import { sql } from 'kysely';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { listReceivers } from '../receivers/list-receivers.ts';
import { pauseReceiver } from '../receivers/pause-receiver.ts';
import { previewRecovery } from './preview-recovery.ts';
import { createRecoveryFixture, dayAgo } from './recovery-fixture.ts';
import type { RecoveryFixture } from './recovery-fixture.ts';

let fixture: RecoveryFixture;
beforeEach(async () => {
  fixture = await createRecoveryFixture();
});
afterEach(async () => fixture.close());

it('counts before it begins: what has no try left, what is gone, what waits; up to 10,000', async () => {
  const { manager, integrationId } = fixture;
  const id = await fixture.failOne();
  await fixture.failOne(410);
  const tried = await fixture.publishOne();
  await sql`update delivery set attempts = 1 where id = ${tried}`.execute(fixture.db);
  const asked = { integrationId, since: dayAgo(), what: 'failed' as const };
  expect(await previewRecovery(manager, asked)).toEqual({
    ended: 1,
    gone: 1,
    waiting: 0,
    total: 2,
    held: null,
  });
  expect(await previewRecovery(manager, { ...asked, what: 'unsuccessful' })).toMatchObject({
    waiting: 1,
    total: 3,
  });
  await fixture.multiply(id, 9_998);
  expect(await previewRecovery(manager, asked)).toMatchObject({ total: 10_000 });
  await fixture.multiply(id, 1);
  expect(await previewRecovery(manager, asked)).toMatchObject({ total: null, ended: null });
});

it('tells that the messages would wait, of a paused receiver and of an inactive integration', async () => {
  const { manager, integrationId, db } = fixture;
  await fixture.failOne();
  const { items } = await listReceivers(manager, { integrationId });
  const receiverId = items[0]?.id ?? '';
  await pauseReceiver(manager, receiverId);
  const asked = { integrationId, receiverId, since: dayAgo(), what: 'failed' as const };
  expect(await previewRecovery(manager, asked)).toMatchObject({ total: 1, held: 'paused' });
  await sql`update integration set status = 'inactive'`.execute(db);
  expect(await previewRecovery(manager, asked)).toMatchObject({ total: 1, held: 'inactive' });
  await expectProblem(previewRecovery(manager, { ...asked, receiverId: newId() }), 'not_found');
  await expectProblem(previewRecovery(manager, { ...asked, integrationId: newId() }), 'not_found');
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import {
  countRows,
  ingestLead,
  makeBooking,
  makeLeadScene,
  partnerOf,
} from '../testing/lead-scene.ts';
import { testAccount } from './ensure-test-account.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const readLead = async (id: string) =>
  system.db.selectFrom('lead').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('test bookings', () => {
  it('go to the built-in test account in every status, made once however many come at once', async () => {
    const scene = await makeLeadScene(system, { status: 'draft' });
    const sandbox = system.contextFor(partnerOf(scene.integrationId, 'sandbox'));
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, () => ingestLead(sandbox, makeBooking(testAccount))),
      ingestLead(scene.partnerCtx, makeBooking(testAccount, { test: true })),
    ]);
    const leads = await Promise.all(answers.map(({ bookingId }) => readLead(bookingId)));
    expect(new Set(leads.map((lead) => lead.connection_id)).size).toBe(1);
    expect(leads.every((lead) => lead.test && lead.tenant_id !== scene.tenantId)).toBe(true);
    expect(answers.flatMap(({ warnings }) => warnings)).toEqual([]);
    const tenants = await system.db
      .selectFrom('tenant')
      .select('is_test')
      .where('external_id', '=', `test:${scene.integrationId}`)
      .execute();
    expect(tenants).toEqual([{ is_test: true }]);
  });

  it('never reach the account of a tenant, and are told where to go', async () => {
    const scene = await makeLeadScene(system);
    const booking = makeBooking(scene, { test: true });
    const problem = await expectProblem(ingestLead(scene.partnerCtx, booking), 'unknown_account');
    expect(problem.detail).toContain('test-account');
    expect(await countRows(system, scene.integrationId)).toEqual({ leads: 0, events: 0 });
  });

  it('keep the test account from live bookings, and connect it again when it was closed', async () => {
    const scene = await makeLeadScene(system);
    const test = () => makeBooking(testAccount, { test: true });
    await ingestLead(scene.partnerCtx, test());
    const live = makeBooking(testAccount);
    await expectProblem(ingestLead(scene.partnerCtx, live), 'unknown_account');
    await system.db
      .updateTable('connection')
      .set({ state: 'disconnected' })
      .where('integration_id', '=', scene.integrationId)
      .where('account_id', '=', testAccount.accountId)
      .execute();
    expect(await ingestLead(scene.partnerCtx, test())).toMatchObject({ status: 'RECEIVED' });
  });
});

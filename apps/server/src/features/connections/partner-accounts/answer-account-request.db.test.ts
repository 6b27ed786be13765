import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { readConnection } from '../connection-reply.ts';
import { disconnect } from '../disconnect.ts';
import {
  listAuditActions,
  listMessages,
  makePairingIntegration,
  partnerOf,
} from '../testing/connection-scene.ts';
import { accountOf, completed, makeRequest, makeRequestScene } from '../testing/request-scene.ts';
import { answerAccountRequest } from './answer-account-request.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const scene = (values: { multiAccount?: boolean } = {}) => makeRequestScene(system, values);
const join = (integrationId: string) => makeRequest(system, integrationId);

describe('COMPLETED', () => {
  it('connects the account and tells the partner of account, profiles and services', async () => {
    const { partner, requestId, tenantId, integrationId } = await scene();
    await answerAccountRequest(partner, completed(requestId, accountOf('ACME-1', ['a', 'b'])));
    expect(await readConnection(system.db, { tenantId, connectionId: requestId })).toMatchObject({
      state: 'connected',
      accountId: 'ACME-1',
      accountName: 'Account ACME-1',
      profiles: [
        { profileId: 'a', name: 'Profile a', active: true },
        { profileId: 'b', name: 'Profile b', active: true },
      ],
    });
    const messages = await listMessages(system, integrationId);
    expect(messages.map((one) => one.path)).toEqual([
      'pairing',
      '/accounts/updated',
      '/profiles/updated',
      '/services/updated',
      '/services/updated',
    ]);
    expect(messages[1]?.body).toMatchObject({
      requestId,
      accountId: 'ACME-1',
      status: 'CONNECTED',
    });
    expect(await listAuditActions(system, tenantId)).toContain('connection.answer');
  });

  it('again replaces the profiles; one that is not named any more turns inactive', async () => {
    const { partner, requestId, tenantId, integrationId } = await scene();
    await answerAccountRequest(partner, completed(requestId, accountOf('ACME-1', ['a', 'b'])));
    await answerAccountRequest(partner, completed(requestId, accountOf('ACME-1', ['c', 'b'])));
    const { profiles } = await readConnection(system.db, { tenantId, connectionId: requestId });
    expect(Object.fromEntries(profiles.map((one) => [one.profileId, one.active]))).toEqual({
      a: false,
      b: true,
      c: true,
    });
    const paths = (await listMessages(system, integrationId)).map((one) => one.path);
    expect(paths.filter((path) => path === '/profiles/updated')).toHaveLength(2);
    expect(paths.filter((path) => path === '/accounts/updated')).toHaveLength(1);
  });

  it('again with nothing new sends nothing', async () => {
    const { partner, requestId, integrationId } = await scene();
    await answerAccountRequest(partner, completed(requestId));
    const before = await listMessages(system, integrationId);
    await answerAccountRequest(partner, completed(requestId));
    expect(await listMessages(system, integrationId)).toHaveLength(before.length);
  });

  it('for another account on a finished request is refused', async () => {
    const { partner, requestId } = await scene();
    await answerAccountRequest(partner, completed(requestId));
    await expectProblem(
      answerAccountRequest(partner, completed(requestId, accountOf('ACME-2'))),
      'request_finished',
    );
  });

  it('of an account that another tenant holds fails the request and never names that tenant', async () => {
    const first = await scene();
    const second = await join(first.integrationId);
    await answerAccountRequest(first.partner, completed(first.requestId));
    const problem = await expectProblem(
      answerAccountRequest(first.partner, completed(second.requestId)),
      'account_already_connected',
    );
    const failed = await readConnection(system.db, {
      tenantId: second.tenantId,
      connectionId: second.requestId,
    });
    expect(failed.state).toBe('failed');
    const said = JSON.stringify([problem.detail, problem.context, failed]);
    expect(said).not.toContain(first.tenantId);
    expect(said).not.toContain(`Tenant ${first.tenantId}`);
  });

  it('of one account for two tenants at once connects one of them', async () => {
    const first = await scene();
    const second = await join(first.integrationId);
    const outcomes = await Promise.allSettled([
      answerAccountRequest(first.partner, completed(first.requestId)),
      answerAccountRequest(first.partner, completed(second.requestId)),
    ]);
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('of an account the tenant had before reopens its connection, reached by both request ids', async () => {
    const { partner, requestId, tenantId, ctx, ask } = await scene();
    await answerAccountRequest(partner, completed(requestId, accountOf('ACME-1', ['a'])));
    await disconnect(ctx, { tenantId, connectionId: requestId });
    const { id: newerId } = await ask();
    expect(newerId).not.toBe(requestId);
    await answerAccountRequest(partner, completed(newerId, accountOf('ACME-1', ['b'])));
    const rows = await system.db
      .selectFrom('connection')
      .select(['id', 'state'])
      .where('tenant_id', '=', tenantId)
      .execute();
    expect(rows).toEqual([{ id: requestId, state: 'connected' }]);
    await answerAccountRequest(partner, completed(newerId, accountOf('ACME-1', ['c'])));
    const found = await readConnection(system.db, { tenantId, connectionId: newerId });
    expect(found.id).toBe(requestId);
    expect(found.profiles.filter((one) => one.active)).toMatchObject([{ profileId: 'c' }]);
  });

  it('of a second account needs several accounts to be switched on', async () => {
    const { partner, requestId, tenantId, ask } = await scene({ multiAccount: true });
    await answerAccountRequest(partner, completed(requestId));
    const { id: second } = await ask(true);
    await answerAccountRequest(partner, completed(second, accountOf('ACME-2')));
    const rows = await system.db
      .selectFrom('connection')
      .select('account_id')
      .where('tenant_id', '=', tenantId)
      .where('state', '=', 'connected')
      .execute();
    expect(rows.map((row) => row.account_id).sort()).toEqual(['ACME-1', 'ACME-2']);
    await system.db.updateTable('integration').set({ multi_account: false }).execute();
    await system.db
      .updateTable('connection')
      .set({ state: 'pending', account_id: null })
      .where('id', '=', second)
      .execute();
    await expectProblem(
      answerAccountRequest(partner, completed(second, accountOf('ACME-3'))),
      'request_finished',
    );
  });

  it('of a connected account still replaces its profiles after several accounts were switched off', async () => {
    const { partner, requestId, integrationId, ask } = await scene({ multiAccount: true });
    await answerAccountRequest(partner, completed(requestId));
    const { id: second } = await ask(true);
    await answerAccountRequest(partner, completed(second, accountOf('ACME-2')));
    await system.db
      .updateTable('integration')
      .set({ multi_account: false })
      .where('id', '=', integrationId)
      .execute();
    const { status } = await answerAccountRequest(
      partner,
      completed(second, accountOf('ACME-2', ['new'])),
    );
    expect(status).toBe('COMPLETED');
  });
});

describe('who may answer', () => {
  it('hides the requests of other integrations, and those of nobody', async () => {
    const { requestId, partner } = await scene();
    const stranger = system.contextFor(partnerOf(await makePairingIntegration(system)));
    await expectProblem(answerAccountRequest(stranger, completed(requestId)), 'not_found');
    await expectProblem(answerAccountRequest(partner, completed(crypto.randomUUID())), 'not_found');
  });

  it('hides requests of real tenants from sandbox credentials', async () => {
    const { requestId, integrationId } = await scene();
    const sandbox = system.contextFor(partnerOf(integrationId, 'sandbox'));
    await expectProblem(answerAccountRequest(sandbox, completed(requestId)), 'not_found');
  });

  it('refuses answers while the integration is off, and leaves the request as it is', async () => {
    const { requestId, partner, integrationId, tenantId } = await scene();
    await system.db
      .updateTable('integration')
      .set({ status: 'inactive' })
      .where('id', '=', integrationId)
      .execute();
    await expectProblem(
      answerAccountRequest(partner, completed(requestId)),
      'integration_inactive',
    );
    const after = await readConnection(system.db, { tenantId, connectionId: requestId });
    expect(after.state).toBe('pending');
  });

  it('is no tenant user', async () => {
    const { requestId, ctx } = await scene();
    await expectProblem(answerAccountRequest(ctx as never, completed(requestId)), 'forbidden');
  });
});

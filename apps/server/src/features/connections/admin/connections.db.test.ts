import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeConnection, makePartnerJobType, makeStaff, makeTrade } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { answerAccountRequest } from '../partner-accounts/answer-account-request.ts';
import { listAuditActions, listMessages } from '../testing/connection-scene.ts';
import { completed, makeRequest, makeRequestScene } from '../testing/request-scene.ts';
import { disconnectTenant } from './disconnect-tenant.ts';
import { getConnectionCoverage } from './get-connection-coverage.ts';
import { getConnectionDetail } from './get-connection-detail.ts';
import { listAllConnections } from './list-all-connections.ts';
import { listAuthorizationSessions } from './list-authorization-sessions.ts';

const dayMs = 24 * 60 * 60 * 1000;

let system: TestSystem;
let manager: Context<ActorOf<'staff'>>;
let viewer: Context<ActorOf<'staff'>>;
beforeAll(async () => {
  system = await createTestSystem();
  manager = system.contextFor(await makeStaff(system.db, 'manager'));
  viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
});
afterAll(() => system.close());

const list = (query: Partial<Parameters<typeof listAllConnections>[1]>) =>
  listAllConnections(viewer, { limit: 25, ...query });
const ids = async (query: Parameters<typeof list>[0]) =>
  (await list(query)).items.map(({ id }) => id);

async function connectedScene() {
  const scene = await makeRequestScene(system);
  await answerAccountRequest(scene.partner, completed(scene.requestId));
  return { ...scene, connectionId: scene.requestId };
}

describe('the list of connections', () => {
  it('filters by integration, tenant, state and attention', async () => {
    const { integrationId, tenantId, connectionId } = await connectedScene();
    const { requestId } = await makeRequest(system, integrationId);
    expect(new Set(await ids({ integrationId }))).toEqual(new Set([connectionId, requestId]));
    expect(await ids({ integrationId, tenantId })).toEqual([connectionId]);
    expect(await ids({ integrationId, state: 'pending' })).toEqual([requestId]);
    expect(await ids({ integrationId, attention: 'true' })).toEqual([]);
    await system.db
      .updateTable('connection')
      .set({ attention: 'The sign-in was revoked' })
      .where('id', '=', connectionId)
      .execute();
    expect(await ids({ integrationId, attention: 'true' })).toEqual([connectionId]);
  });

  it('finds by part of the tenant’s name, the account’s name and its id, signs taken for what they are', async () => {
    const { integrationId, tenantId, connectionId } = await connectedScene();
    await makeRequest(system, integrationId);
    await system.db
      .updateTable('tenant')
      .set({ name: 'Desert 100% Breeze' })
      .where('id', '=', tenantId)
      .execute();
    for (const search of ['100%', 'desert', 'ACME', 'account acme-1']) {
      expect([search, await ids({ integrationId, search })]).toEqual([search, [connectionId]]);
    }
    for (const search of ['%%', 'nobody']) expect(await ids({ integrationId, search })).toEqual([]);
  });

  it('pages from the last changed on, each once, and refuses other cursors', async () => {
    const { integrationId, connectionId } = await connectedScene();
    const others = [
      await makeRequest(system, integrationId),
      await makeRequest(system, integrationId),
    ];
    const first = await list({ integrationId, limit: 2 });
    expect(first.total).toBe(3);
    const second = await list({ integrationId, limit: 2, cursor: first.nextCursor ?? '' });
    expect(second.nextCursor).toBeNull();
    const seen = [...first.items, ...second.items].map(({ id }) => id);
    expect(seen.toSorted()).toEqual(
      [connectionId, ...others.map((one) => one.requestId)].toSorted(),
    );
    for (const cursor of ['x', Buffer.from('["a","b"]').toString('base64url')]) {
      await expectProblem(list({ cursor }), 'invalid_request');
    }
  });

  it('tells of a request how long it may still hang', async () => {
    const { integrationId, requestId } = await makeRequestScene(system);
    const expiresAt = new Date(system.clock.now().getTime() + 7 * dayMs).toISOString();
    expect((await list({ integrationId })).items).toMatchObject([{ id: requestId, expiresAt }]);
    await system.db
      .updateTable('connection')
      .set({ authorization_type: 'open_id_connect' })
      .where('id', '=', requestId)
      .execute();
    expect(await getConnectionDetail(viewer, requestId)).toMatchObject({
      expiresAt: new Date(system.clock.now().getTime() + dayMs).toISOString(),
    });
  });
});

describe('one connection', () => {
  it('is told with profiles, states, the accepted agreement and what is covered', async () => {
    const { integrationId, connectionId, tenantId } = await connectedScene();
    const { jobTypeIds } = await makeTrade(system.db);
    const one = { integrationId, partnerId: 'ac', standardJobTypeId: jobTypeIds[0] };
    await makePartnerJobType(system.db, one);
    const detail = await getConnectionDetail(viewer, connectionId);
    expect(detail).toMatchObject({
      tenantId,
      state: 'connected',
      expiresAt: null,
      accountId: 'ACME-1',
      profileCount: 1,
      refreshes: false,
      profiles: [{ profileId: 'ACME-1-1', active: true, serviceIds: null, postalCodes: null }],
      history: [{ state: 'connected', actorName: 'Partner' }, { state: 'pending' }],
      agreement: { isCurrent: true, userName: 'Tenant owner' },
      partnerServices: 1,
      coveredServices: 0,
    });
    expect(await getConnectionCoverage(viewer, connectionId)).toMatchObject({
      rows: [{ partnerId: 'ac', jobTypes: [] }],
    });
  });

  it('tells the last state also where another act closed it', async () => {
    const { connectionId } = await connectedScene();
    await system.db
      .updateTable('connection')
      .set({ state: 'disconnected', ended_at: new Date() })
      .where('id', '=', connectionId)
      .execute();
    const { history } = await getConnectionDetail(viewer, connectionId);
    expect(history.map(({ state }) => state)).toEqual(['disconnected', 'connected', 'pending']);
  });

  it('is found by an older requestId, and is 404 where there is none', async () => {
    const { connectionId, tenantId } = await connectedScene();
    const requestId = newId();
    await system.db
      .insertInto('connection_alias')
      .values({ request_id: requestId, tenant_id: tenantId, connection_id: connectionId })
      .execute();
    expect((await getConnectionDetail(viewer, requestId)).id).toBe(connectionId);
    await expectProblem(getConnectionDetail(viewer, newId()), 'not_found');
    await expectProblem(getConnectionCoverage(viewer, newId()), 'not_found');
  });
});

describe('authorization sessions', () => {
  it('are told newest first, a page at a time, without their secrets', async () => {
    const { connectionId, tenantId, integrationId } = await connectedScene();
    const made = [newId(), newId(), newId()];
    for (const id of made) {
      await system.db
        .insertInto('authorization_session')
        .values({
          id,
          state_hash: `state-${id}`,
          tenant_id: tenantId,
          connection_id: connectionId,
          integration_id: integrationId,
          user_id: 'user',
          user_name: 'Olga Owner',
          sign_in_session_id: 'planted-session',
          nonce: 'planted-nonce',
          code_verifier_sealed: 'planted-verifier',
          redirect_uri: 'https://leads.example/callback',
          issuer: 'https://partner.example',
          expires_at: new Date(),
          finished_at: new Date(),
          result: 'access_denied',
          subject: 'subject-1',
        })
        .execute();
    }
    const read = (query: { limit: number; cursor?: string }) =>
      listAuthorizationSessions(viewer, { connectionId, ...query });
    const first = await read({ limit: 2 });
    const second = await read({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.toReversed());
    expect([first.total, second.nextCursor]).toEqual([3, null]);
    expect(first.items[0]).toMatchObject({
      userName: 'Olga Owner',
      issuer: 'https://partner.example',
      subject: 'subject-1',
      result: 'access_denied',
    });
    expect(JSON.stringify(first)).not.toContain('planted');
    await expectProblem(read({ limit: 2, cursor: 'x' }), 'invalid_request');
    await expectProblem(
      listAuthorizationSessions(viewer, { connectionId: newId(), limit: 2 }),
      'not_found',
    );
  });
});

describe('disconnecting a tenant', () => {
  it('ends the connection, tells the partner, and is audited with the manager', async () => {
    const { connectionId, integrationId, tenantId } = await connectedScene();
    const detail = await disconnectTenant(manager, connectionId);
    expect(detail).toMatchObject({
      state: 'disconnected',
      history: [{ state: 'disconnected', actorName: 'Staff manager' }, {}, {}],
    });
    const message = (await listMessages(system, integrationId)).at(-1);
    expect(message).toMatchObject({ path: '/accounts/updated', body: { status: 'DISCONNECTED' } });
    expect(await listAuditActions(system, tenantId)).toContain('connection.disconnect');
  });

  it('withdraws a request that is under way', async () => {
    const { requestId } = await makeRequestScene(system);
    expect(await disconnectTenant(manager, requestId)).toMatchObject({ state: 'failed' });
  });

  it('refuses viewers, what has ended, and what is not there', async () => {
    const { connectionId } = await connectedScene();
    await expectProblem(disconnectTenant(viewer, connectionId), 'forbidden');
    await disconnectTenant(manager, connectionId);
    await expectProblem(disconnectTenant(manager, connectionId), 'connection_state');
    await expectProblem(disconnectTenant(manager, newId()), 'not_found');
  });

  it('works on one connection alone', async () => {
    const { connectionId, integrationId, tenantId } = await connectedScene();
    const other = await makeConnection(system.db, { tenantId, integrationId });
    await disconnectTenant(manager, connectionId);
    expect(await ids({ integrationId, state: 'connected' })).toEqual([other.id]);
  });
});

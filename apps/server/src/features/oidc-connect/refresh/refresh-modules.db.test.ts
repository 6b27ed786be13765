import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeStaff } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { pathsOf, startMisbehavingProvider } from '../testing/misbehaving-provider.ts';
import type { Misbehaviour, MisbehavingProvider } from '../testing/misbehaving-provider.ts';
import { makeOidcScene } from '../testing/oidc-scene.ts';
import type { OidcScene } from '../testing/oidc-scene.ts';
import { signInWhile } from '../testing/sign-in-scene.ts';
import { refreshAccounts } from './refresh-accounts.task.ts';
import { refreshNow } from './refresh-now.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

let system: TestSystem;
let scene: OidcScene;
let provider: MisbehavingProvider;

beforeAll(async () => {
  system = await createTestSystem();
  provider = await startMisbehavingProvider();
});
afterAll(async () => {
  await provider.close();
  await system.close();
});
// An integration of its own each, so that no account of an earlier test is due.
beforeEach(async () => {
  scene = await makeOidcScene(system);
  await scene.saveUrls(provider.configurationEndpoint, 'openid profile offline_access');
  return async () => scene.app.close();
});

const connect = async () => {
  const { connection } = await signInWhile({ system, scene, provider }, {});
  expect(connection.state).toBe('connected');
  return connection;
};

const read = (id: string) =>
  system.db.selectFrom('connection').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

async function refreshWhile(behaviour: Misbehaviour, afterMs = 1.2 * dayMs): Promise<void> {
  provider.behaviour = behaviour;
  provider.requests = [];
  system.clock.advance(afterMs);
  const ctx = system.contextFor(systemActor('test'));
  await refreshAccounts.run(ctx, { integrationId: scene.integrationId });
  provider.behaviour = {};
}

describe('modules of oidcc-client-refreshtoken-test-plan', () => {
  it('oidcc-client-test-refresh-token', async () => {
    const { id } = await connect();
    const userInfo = { sub: provider.sub, name: 'Renamed' };
    await refreshWhile({ userInfo });
    expect(await read(id)).toMatchObject({ account_name: 'Renamed', attention: null });
    const token = provider.requests.find(({ path }) => path === '/token');
    expect(token?.body.get('grant_type')).toBe('refresh_token');
  });

  it('oidcc-client-test-refresh-token-invalid-issuer', async () => {
    const { id } = await connect();
    await refreshWhile({
      claims: (claims) => ({ ...claims, iss: `${String(claims.iss)}INVALID` }),
      userInfo: { sub: provider.sub, name: 'Not to be kept' },
    });
    expect(await read(id)).toMatchObject({
      account_name: 'Acme',
      refresh_failure: 'id_token_issuer',
      attention: null,
    });
    expect(pathsOf(provider)).not.toContain('/userinfo');
  });

  it('oidcc-client-test-refresh-token-invalid-sub', async () => {
    const { id } = await connect();
    await refreshWhile({
      claims: (claims) => ({ ...claims, sub: 'another' }),
      userInfo: { sub: 'another', name: 'Not to be kept' },
    });
    expect(await read(id)).toMatchObject({
      state: 'connected',
      account_name: 'Acme',
      attention: 'account_changed',
      refresh_token_sealed: null,
    });
  });
});

describe('a refresh that fails', () => {
  const refused: [string, Misbehaviour, string][] = [
    ['a wrong signature', { signature: 'other_key' }, 'id_token_signature'],
    ['an unsigned ID token', { signature: 'none' }, 'id_token_algorithm'],
    ['another user in UserInfo', { userInfo: { sub: 'another' } }, 'userinfo_mismatch'],
    ['a token endpoint that is down', { token: { status: 503, body: '' } }, 'partner_unreachable'],
    ['metadata that is down', { metadataStatus: 503 }, 'discovery_unreachable'],
    [
      'a client that is not known',
      { token: { status: 401, body: { error: 'invalid_client' } } },
      'client_refused',
    ],
    [
      'profiles that cannot be read',
      { claims: (claims) => ({ ...claims, profiles: 'x' }) },
      'profiles_invalid',
    ],
  ];
  it.each(refused)(
    'by %s changes nothing and never asks for a person at once',
    async (_what, behaviour, code) => {
      const { id } = await connect();
      await refreshWhile(behaviour);
      expect(await read(id)).toMatchObject({
        state: 'connected',
        account_name: 'Acme',
        attention: null,
        refresh_failure: code,
        refresh_failing_since: system.clock.now(),
      });
    },
  );

  it('keeps the token that the partner gave before the failure, and succeeds with it later', async () => {
    const { id } = await connect();
    await refreshWhile({ userInfoStatus: 503 });
    expect((await read(id)).refresh_failure).toBe('partner_unreachable');
    await refreshWhile({}, hourMs);
    expect(await read(id)).toMatchObject({
      refresh_failure: null,
      refresh_failing_since: null,
      attention: null,
      refreshed_at: system.clock.now(),
    });
  });

  it('asks for a person after a week, goes on trying, and is over with the first success', async () => {
    const { id } = await connect();
    const down = { metadataStatus: 503 };
    await refreshWhile(down);
    for (let day = 0; day < 6; day += 1) await refreshWhile(down, dayMs);
    expect((await read(id)).attention).toBeNull();
    await refreshWhile(down, dayMs * 1.2);
    expect((await read(id)).attention).toBe('refresh_failing');
    await refreshWhile({}, dayMs * 1.2);
    expect(await read(id)).toMatchObject({ attention: null, refresh_failing_since: null });
  });

  it('asks a partner that is down once, not for every account', async () => {
    await connect();
    await connect();
    await connect();
    await refreshWhile({ metadataStatus: 503 });
    expect(pathsOf(provider)).toHaveLength(1);
  });

  it('never shows the token to another issuer, and asks to sign in there', async () => {
    const { id } = await connect();
    const other = await startMisbehavingProvider();
    await scene.saveUrls(other.configurationEndpoint, 'openid profile offline_access');
    await refreshWhile({});
    expect(pathsOf(other)).toEqual(['/.well-known/openid-configuration']);
    expect(pathsOf(provider)).toEqual([]);
    expect(await read(id)).toMatchObject({ attention: 'provider_changed', state: 'connected' });
    await scene.saveUrls(provider.configurationEndpoint, 'openid profile offline_access');
    await refreshWhile({});
    expect(await read(id)).toMatchObject({ attention: null });
    await other.close();
  });
});

describe('refreshing now', () => {
  const manager = async () => system.contextFor(await makeStaff(system.db, 'manager'));

  it('reads the account at once and tells a failure of the partner', async () => {
    const { id } = await connect();
    provider.behaviour = { userInfo: { sub: provider.sub, name: 'Renamed' } };
    const refreshed = await refreshNow(await manager(), id);
    expect(refreshed).toMatchObject({ accountName: 'Renamed', refreshFailure: null });
    provider.behaviour = { metadataStatus: 503 };
    const failed = await refreshNow(await manager(), id);
    expect(failed.refreshFailure).toContain('cannot be reached');
  });

  it('refuses viewers, hides what is not there, and refuses what cannot be refreshed', async () => {
    const { id } = await connect();
    const viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
    await expectProblem(refreshNow(viewer, id), 'forbidden');
    const ctx = await manager();
    await expectProblem(refreshNow(ctx, crypto.randomUUID()), 'not_found');
    const set = (values: object) =>
      system.db.updateTable('connection').set(values).where('id', '=', id).execute();
    await set({ refresh_claimed_until: new Date(system.clock.now().getTime() + 1000) });
    await expectProblem(refreshNow(ctx, id), 'connection_state');
    await set({ refresh_token_sealed: null });
    await expectProblem(refreshNow(ctx, id), 'connection_state');
    await set({ state: 'disconnected' });
    await expectProblem(refreshNow(ctx, id), 'connection_state');
  });

  it('refuses while the integration is not active', async () => {
    const { id } = await connect();
    await system.db
      .updateTable('integration')
      .set({ status: 'inactive' })
      .where('id', '=', scene.integrationId)
      .execute();
    await expectProblem(refreshNow(await manager(), id), 'integration_inactive');
  });
});

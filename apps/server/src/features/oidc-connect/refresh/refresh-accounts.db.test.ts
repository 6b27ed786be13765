import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { makeOidcScene } from '../testing/oidc-scene.ts';
import type { Browser, OidcScene } from '../testing/oidc-scene.ts';
import { startPartnerProvider } from '../testing/partner-provider.ts';
import type { PartnerAccount, PartnerProvider } from '../testing/partner-provider.ts';
import { refreshAccounts, scheduleRefreshes } from './refresh-accounts.task.ts';

const dayMs = 24 * 60 * 60 * 1000;
const scopes = 'openid profile offline_access';

let system: TestSystem;
let scene: OidcScene;
let partner: PartnerProvider;

beforeAll(async () => {
  system = await createTestSystem();
  scene = await makeOidcScene(system);
  partner = await startPartnerProvider(scene.redirectUri);
  await scene.saveUrls(partner.configurationEndpoint, scopes);
});
afterAll(async () => {
  await partner.close();
  await scene.app.close();
  await system.close();
});

const read = (tenantId: string) =>
  system.db
    .selectFrom('connection')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();

const listProfiles = (tenantId: string) =>
  system.db
    .selectFrom('connection_profile')
    .select(['profile_id', 'name', 'active'])
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .orderBy('profile_id')
    .execute();

const listMessages = async (tenantId: string) =>
  (
    await system.db
      .selectFrom('delivery')
      .select('path')
      .where('tenant_id', '=', tenantId)
      .orderBy('id')
      .execute()
  ).map(({ path }) => path);

/** How often the account's open spots were to be compared since the last call. */
async function takeComparisons(connectionId: string): Promise<number> {
  const { boss } = system.services.queue;
  const jobs = await boss.findJobs('compare-availability', { data: { connectionId } });
  await boss.deleteQueuedJobs('compare-availability');
  return jobs.length;
}

const listAudit = (tenantId: string) =>
  system.db
    .selectFrom('audit_entry')
    .select(['action', 'before', 'after'])
    .where('tenant_id', '=', tenantId)
    .where('action', '=', 'connection.refresh')
    .orderBy('id')
    .execute();

async function connect(account: Partial<PartnerAccount> = {}): Promise<Browser> {
  partner.next = { sub: crypto.randomUUID(), name: 'Acme', ...account };
  const browser = await scene.openBrowser();
  await signIn(browser);
  return browser;
}

const signIn = async (browser: Browser) =>
  scene.comeBack(await partner.signIn(await scene.begin(browser)), browser.cookie);

/** What the workers do in a day: schedule, then refresh what is due. */
async function passADay(): Promise<void> {
  system.clock.advance(1.2 * dayMs);
  await runDue();
}

async function runDue(): Promise<void> {
  const ctx = system.contextFor(systemActor('test'));
  await scheduleRefreshes.run(ctx, {});
  const jobs = await system.services.queue.boss.fetch<object>(refreshAccounts.name, {
    batchSize: 10,
  });
  for (const { id, data } of jobs) {
    await refreshAccounts.run(ctx, refreshAccounts.payload.parse(data));
    await system.services.queue.boss.complete(refreshAccounts.name, id);
  }
}

describe('the daily refresh at a real provider', () => {
  it('reads name and profiles again, day after day, with the token that rotates', async () => {
    const browser = await connect({ profiles: [{ id: 'phx', name: 'Phoenix' }] });
    const { tenantId } = browser;
    const first = await read(tenantId);
    expect(await takeComparisons(first.id)).toBe(1);
    const { sub } = partner.next ?? { sub: '' };
    partner.accounts.set(sub, { sub, name: 'Renamed', profiles: [{ id: 'tus', name: 'Tucson' }] });
    await passADay();
    const second = await read(tenantId);
    expect(second).toMatchObject({ state: 'connected', account_name: 'Renamed', attention: null });
    expect(second.refresh_token_sealed).not.toBe(first.refresh_token_sealed);
    expect(second.refreshed_at).toEqual(system.clock.now());
    expect(await listProfiles(tenantId)).toEqual([
      { profile_id: 'phx', name: 'Phoenix', active: false },
      { profile_id: 'tus', name: 'Tucson', active: true },
    ]);
    expect((await listMessages(tenantId)).slice(-2)).toEqual([
      '/profiles/updated',
      '/services/updated',
    ]);
    expect(await takeComparisons(first.id)).toBe(1);
    expect(await listAudit(tenantId)).toMatchObject([
      {
        before: { accountName: 'Acme' },
        after: { accountName: 'Renamed', profilesChanged: true },
      },
    ]);
    await passADay();
    const third = await read(tenantId);
    expect(third.refreshed_at).toEqual(system.clock.now());
    expect(third.refresh_token_sealed).not.toBe(second.refresh_token_sealed);
    // Nothing was news on the second day.
    expect(await takeComparisons(first.id)).toBe(0);
    expect(await listAudit(tenantId)).toHaveLength(1);
    expect(third.updated_at).toEqual(second.updated_at);
  });

  it('is not due before, and comes spread over hours', async () => {
    const dues = [];
    for (const _tenant of [1, 2, 3, 4]) {
      const { refresh_due_at: due } = await read((await connect()).tenantId);
      dues.push(((due?.getTime() ?? 0) - system.clock.now().getTime()) / dayMs);
    }
    expect(Math.min(...dues)).toBeGreaterThanOrEqual(0.9);
    expect(Math.max(...dues)).toBeLessThanOrEqual(1.1);
    expect(new Set(dues).size).toBe(4);
  });

  it('leaves the profiles that the partner named by its accounts call, where no claim names any', async () => {
    const { tenantId } = await connect();
    await system.db
      .updateTable('connection_profile')
      .set({ profile_id: 'named-by-call' })
      .where('tenant_id', '=', tenantId)
      .execute();
    await passADay();
    expect((await read(tenantId)).refreshed_at).toEqual(system.clock.now());
    expect(await listProfiles(tenantId)).toMatchObject([
      { profile_id: 'named-by-call', active: true },
    ]);
  });

  it('is not made for an integration that is switched off, and comes when it is on again', async () => {
    const { tenantId } = await connect();
    const setStatus = (status: string) =>
      system.db
        .updateTable('integration')
        .set({ status })
        .where('id', '=', scene.integrationId)
        .execute();
    await setStatus('inactive');
    const { refreshed_at: before } = await read(tenantId);
    await passADay();
    expect((await read(tenantId)).refreshed_at).toEqual(before);
    await setStatus('active');
    await runDue();
    expect((await read(tenantId)).refreshed_at).toEqual(system.clock.now());
  });

  it('is made by one of two workers that come at once', async () => {
    const { tenantId } = await connect();
    system.clock.advance(1.2 * dayMs);
    const ctx = system.contextFor(systemActor('test'));
    const { integrationId } = scene;
    await Promise.all([1, 2].map(() => refreshAccounts.run(ctx, { integrationId })));
    // A token used twice would have cost the grant.
    expect(await read(tenantId)).toMatchObject({ attention: null, refresh_failure: null });
    await passADay();
    expect(await read(tenantId)).toMatchObject({ attention: null, refresh_failure: null });
  });
});

describe('a sign-in that was revoked at the partner', () => {
  it('sets attention with its reason, stays connected, and is not asked for again', async () => {
    const { tenantId } = await connect();
    await partner.revokeAll();
    await passADay();
    expect(await read(tenantId)).toMatchObject({
      state: 'connected',
      attention: 'sign_in_revoked',
      refresh_token_sealed: null,
      refresh_due_at: null,
    });
    expect(await listAudit(tenantId)).toMatchObject([
      { before: { attention: null }, after: { attention: 'sign_in_revoked' } },
    ]);
    await passADay();
    expect(await listAudit(tenantId)).toHaveLength(1);
  });

  it('is mended by signing in again', async () => {
    const browser = await connect();
    await partner.revokeAll();
    await passADay();
    expect((await signIn(browser)).result).toBe('same_account');
    const mended = await read(browser.tenantId);
    expect(mended).toMatchObject({ attention: null, refresh_failure: null });
    expect(mended.refresh_due_at?.getTime()).toBeGreaterThan(system.clock.now().getTime());
  });
});

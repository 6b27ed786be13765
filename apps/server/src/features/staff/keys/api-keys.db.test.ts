import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { makeStaff } from '#testing/factories.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';

let test: TestApp;
let system: TestSystem;
let app: FastifyInstance;
let admin: Context<ActorOf<'staff'>>;

beforeAll(async () => {
  test = await createTestApp();
  ({ system, app } = test);
  admin = system.contextFor(await makeStaff(system.db, 'admin'));
});
afterAll(() => test.close());

type Role = 'viewer' | 'manager' | 'platform';
const make = (role: Role, expiresAt: string | null = null) =>
  createApiKey(admin, { name: 'Nightly export', role, expiresAt });
const inMs = (ms: number) => new Date(system.clock.now().getTime() + ms).toISOString();
const auditOf = (id: string) =>
  system.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute();

async function send(key: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
  const headers = { authorization: `Bearer ${key}` };
  const reply = await app.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  return reply.statusCode;
}

const integrationBody = () => ({
  id: newId(),
  general: {
    name: `Made by a script ${newId()}`,
    description: 'By a key',
    tenantAuthorizationType: 'st_pairing',
    partnerAuthorizationType: 'api_key',
    multiAccount: false,
    technicalContactEmail: null,
  },
});

describe('an API key', () => {
  it('is shown once and kept as a hash, audited without it', async () => {
    const { apiKey, key } = await make('manager');
    expect(key).toMatch(/^lim_[A-Za-z0-9_-]{43}$/);
    expect(apiKey).toMatchObject({
      start: key.slice(0, 9),
      state: 'works',
      createdByName: expect.stringContaining('User'),
      lastUsedAt: null,
    });
    const rows = await system.db
      .selectFrom('api_key')
      .selectAll()
      .where('id', '=', apiKey.id)
      .execute();
    expect(rows).toMatchObject([{ key_hash: hashToken(key), created_by: admin.actor.id }]);
    const audit = await auditOf(apiKey.id);
    expect(audit).toMatchObject([{ action: 'api_key.create', after: { role: 'manager' } }]);
    expect(JSON.stringify([rows, audit, await listApiKeys(admin, { limit: 25 })])).not.toContain(
      key,
    );
  });

  const integrations = '/api/admin/integrations';
  it.each([
    ['viewer', 'GET', integrations, 200],
    ['viewer', 'POST', integrations, 403],
    ['viewer', 'GET', '/api/admin/staff', 403],
    ['manager', 'GET', integrations, 200],
    ['manager', 'POST', integrations, 200],
    ['manager', 'GET', '/api/admin/staff', 403],
    ['manager', 'GET', '/api/admin/api-keys', 403],
    ['manager', 'POST', '/api/admin/api-keys', 403],
    ['manager', 'GET', '/api/session', 401],
    ['manager', 'GET', '/api/session/profile', 401],
    ['manager', 'GET', '/api/tenant/0190a0a0-0000-7000-8000-000000000000/leads', 404],
    ['manager', 'GET', '/api/integrations/accounts', 401],
    ['platform', 'GET', integrations, 404],
    ['platform', 'GET', '/api/admin/staff', 404],
  ] as const)('of role %s asking %s %s is answered %i', async (role, method, url, status) => {
    const { key } = await make(role);
    const bodies = {
      [integrations]: integrationBody(),
      '/api/admin/api-keys': { name: 'Another', role: 'manager' },
    };
    const payload = method === 'POST' ? bodies[url as keyof typeof bodies] : undefined;
    expect(await send(key, method, url, payload)).toBe(status);
  });

  it('works until its end and not at it', async () => {
    const { apiKey, key } = await make('viewer', inMs(60_000));
    system.clock.advance(59_999);
    expect(await send(key, 'GET', integrations)).toBe(200);
    system.clock.advance(1);
    expect(await send(key, 'GET', integrations)).toBe(401);
    const { items } = await listApiKeys(admin, { limit: 25, state: 'expired' });
    expect(items.map(({ id }) => id)).toContain(apiKey.id);
  });

  it('ends at once when it is revoked, and is revoked once', async () => {
    const { apiKey, key } = await make('viewer');
    expect(await send(key, 'GET', integrations)).toBe(200);
    await revokeApiKey(admin, apiKey.id);
    expect(await send(key, 'GET', integrations)).toBe(401);
    await revokeApiKey(admin, apiKey.id);
    expect(await auditOf(apiKey.id)).toMatchObject([
      { action: 'api_key.create' },
      { action: 'api_key.revoke', before: { revokedAt: null }, after: { revokedAt: inMs(0) } },
    ]);
    await expect(revokeApiKey(admin, newId())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('cannot end before it begins', async () => {
    await expect(make('viewer', inMs(0))).rejects.toMatchObject({
      errors: [{ pointer: '/expiresAt' }],
    });
    await make('viewer', inMs(1));
  });

  it('is made, listed and revoked by admins alone', async () => {
    const { apiKey } = await make('viewer');
    const manager = system.contextFor(await makeStaff(system.db, 'manager'));
    const body = { name: 'x', role: 'viewer' as const, expiresAt: null };
    for (const act of [
      createApiKey(manager, body),
      listApiKeys(manager, { limit: 25 }),
      revokeApiKey(manager, apiKey.id),
    ]) {
      await expect(act).rejects.toMatchObject({ code: 'forbidden' });
    }
  });
});

describe('the list of API keys', () => {
  it('pages without gaps, newest first, and filters', async () => {
    for (const name of ['one', 'two', 'three']) {
      await createApiKey(admin, { name: `Paged ${name}`, role: 'platform', expiresAt: null });
    }
    const query = { limit: 2, search: 'paged' };
    const first = await listApiKeys(admin, query);
    const second = await listApiKeys(admin, { ...query, cursor: first.nextCursor ?? '' });
    const names = [...first.items, ...second.items].map(({ name }) => name);
    expect(names).toEqual(['Paged three', 'Paged two', 'Paged one']);
    expect([first.total, second.nextCursor]).toEqual([3, null]);
    const viewers = await listApiKeys(admin, { ...query, role: 'viewer' });
    expect(viewers.items).toEqual([]);
    const wrong = listApiKeys(admin, { limit: 2, cursor: 'WyJhIiwiYiJd' });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request' });
  });
});

import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeIntegration, makeTenant } from '#testing/factories.ts';
import { createPartnerApp } from '#testing/partner-credentials.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';

let system: TestSystem;
let app: FastifyInstance;

beforeAll(async () => {
  system = await createTestSystem();
  app = await createPartnerApp(system);
});
afterAll(async () => {
  await app.close();
  await system.close();
});

describe('the credential endpoints', () => {
  it('answer nobody 401, tenants 404, viewers 403, managers 200', async () => {
    const integrationId = await makeIntegration(system.db);
    const url = `/api/admin/integrations/${integrationId}/credentials`;
    const tenantId = await makeTenant(system.db);
    const tenant = await makeSignedInUser(app, system.db, { tenantId, tenantRole: 'owner' });
    const viewer = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
    const staff = await makeSignedInUser(app, system.db, { staffRole: 'manager' });
    const create = async (headers: Record<string, string>) =>
      app.inject({
        method: 'POST',
        url,
        headers,
        payload: { createdByName: 'Mallory', secretHash: 'x' },
      });
    expect((await create({})).statusCode).toBe(401);
    expect((await create(tenant.headers)).statusCode).toBe(404);
    expect((await create(viewer.headers)).statusCode).toBe(403);
    expect((await create({ cookie: staff.headers.cookie })).json().code).toBe('origin_refused');
    const made = await create(staff.headers);
    expect([made.statusCode, made.headers['cache-control']]).toEqual([200, 'no-store']);
    const { credential } = made.json();
    expect(credential).toMatchObject({
      mode: 'live',
      createdByName: expect.stringContaining('User'),
    });
    const one = `${url}/${credential.id}`;
    const rotated = await app.inject({
      method: 'POST',
      url: `${one}/rotate`,
      headers: staff.headers,
      payload: {},
    });
    expect(rotated.statusCode).toBe(200);
    const revoked = await app.inject({ method: 'DELETE', url: one, headers: staff.headers });
    expect(revoked.json()).toEqual({ done: true });
    const last = `${url}/${rotated.json().credential.id}`;
    const asked = await app.inject({ method: 'DELETE', url: last, headers: staff.headers });
    expect([asked.statusCode, asked.json().code]).toEqual([409, 'confirmation_needed']);
    const confirmed = await app.inject({
      method: 'DELETE',
      url: `${last}?confirm=true`,
      headers: staff.headers,
    });
    expect(confirmed.statusCode).toBe(200);
  });
});

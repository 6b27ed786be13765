import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Identity } from '#platform/http/caller.ts';
import { createApp } from '#platform/http/create-app.ts';
import { createDeliveryFixture } from './delivery-fixture.ts';
import type { DeliveryFixture } from './delivery-fixture.ts';
import { webhookRoutes } from './webhook-routes.ts';

let fixture: DeliveryFixture;
let app: FastifyInstance;
let identity: Identity | undefined;

beforeEach(async () => {
  fixture = await createDeliveryFixture();
  identity = { kind: 'api_key', id: fixture.manager.actor.id, name: 'Script', role: 'manager' };
  app = await createApp({
    services: fixture.services,
    db: fixture.db,
    callers: {
      identify: async () => identity,
      identifyPartner: async () => {
        throw new Error('no partner calls here');
      },
    },
    routes: [webhookRoutes],
  });
});
afterEach(async () => {
  await app.close();
  await fixture.close();
});

it('answers the whole life of a signing key', async () => {
  const url = `/api/admin/integrations/${fixture.integrationId}/signing-key`;
  const made = await app.inject({ method: 'POST', url });
  expect(made.statusCode).toBe(200);
  const again = await app.inject({ method: 'POST', url });
  expect(again.json()).toMatchObject({ status: 409, code: 'in_use' });
  const rotated = await app.inject({
    method: 'POST',
    url: `${url}/rotate`,
    payload: { overlapHours: 2 },
  });
  expect(rotated.statusCode).toBe(200);
  const revealed = await app.inject({ method: 'POST', url: `${url}/reveal` });
  expect(revealed.headers['cache-control']).toBe('no-store');
  expect(revealed.json().keys).toMatchObject([
    { secret: made.json().secret },
    { secret: rotated.json().secret, expiresAt: null },
  ]);
  const removed = await app.inject({ method: 'DELETE', url });
  expect(removed.json()).toEqual({ done: true });
});

it('answers deliveries', async () => {
  const [id = ''] = await fixture.publish('Accepted');
  const list = await app.inject({ url: '/api/admin/deliveries?state=waiting' });
  expect(list.json()).toMatchObject({ items: [{ id }], nextCursor: null, total: 1 });
  const one = await app.inject({ url: `/api/admin/deliveries/${id}` });
  expect(one.json()).toMatchObject({ id, attemptList: [] });
  const resent = await app.inject({ method: 'POST', url: `/api/admin/deliveries/${id}/resend` });
  expect(resent.json()).toMatchObject({ id, state: 'waiting' });
});

it('is not there for anybody but staff', async () => {
  identity = undefined;
  expect((await app.inject({ url: '/api/admin/deliveries' })).statusCode).toBe(401);
  identity = { kind: 'api_key', id: 'x', name: 'Core', role: 'platform' };
  expect((await app.inject({ url: '/api/admin/deliveries' })).statusCode).toBe(404);
});

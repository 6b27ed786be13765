import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Identity } from '#platform/http/caller.ts';
import { createApp } from '#platform/http/create-app.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { connectionRoutes } from './connection-routes.ts';
import {
  listMessages,
  makePairingIntegration,
  makeWillingTenant,
  partnerOf,
} from './testing/connection-scene.ts';

let system: TestSystem;
let app: FastifyInstance;
let caller: Identity | undefined;
let partner: ActorOf<'partner'>;

beforeAll(async () => {
  system = await createTestSystem();
  app = await createApp({
    services: system.services,
    db: system.db,
    routes: [connectionRoutes],
    callers: { identify: async () => caller, identifyPartner: async () => partner },
  });
});
afterAll(async () => {
  await app.close();
  await system.close();
});

async function scene() {
  const integrationId = await makePairingIntegration(system);
  const { tenantId, owner } = await makeWillingTenant(system, integrationId);
  caller = toIdentity(owner);
  partner = partnerOf(integrationId);
  return { integrationId, tenantId, owner, base: `/api/tenant/${tenantId}` };
}

function toIdentity({ id, name, sessionId, tenantId, role }: ActorOf<'tenant'>): Identity {
  const membership = { tenantId, tenantName: 'Tenant', tenantTimeZone: 'America/Phoenix', role };
  const user = { userId: id, name, email: 'owner@example.com', sessionId, staffRole: null };
  return { kind: 'user', ...user, memberships: [membership] };
}

const get = async (url: string) => {
  const response = await app.inject({ url });
  return { status: response.statusCode, body: response.json() };
};
const post = async (url: string, payload: object = {}) => {
  const headers = { origin: system.services.config.PUBLIC_URL };
  const response = await app.inject({ method: 'POST', url, headers, payload });
  return { status: response.statusCode, body: response.json() };
};

describe('connecting by ST Pairing over HTTP', () => {
  it('goes from the card to the connected account and back', async () => {
    const { base, integrationId } = await scene();
    const card = `${base}/integrations/${integrationId}`;
    expect((await get(`${base}/integrations`)).body.integrations).toMatchObject([
      { id: integrationId, paused: false, agreementAccepted: true, connections: [] },
    ]);
    expect((await get(`${card}/agreement`)).body.acceptance).not.toBeNull();
    const pairingData = (await get(`${base}/pairing-data`)).body;
    const { body: started } = await post(`${card}/pair`);
    expect(started).toMatchObject({ integrationId, state: 'pending' });
    const [sent] = await listMessages(system, integrationId);
    expect(sent?.body['tenant']).toEqual(pairingData);
    const answer = {
      requestId: started.id,
      status: 'COMPLETED',
      account: { id: 'ACME-10042', profiles: [{ id: 'ACME-10042-PHX', name: 'Phoenix' }] },
    };
    expect((await post('/api/integrations/accounts', answer)).body).toEqual({
      requestId: started.id,
      status: 'COMPLETED',
    });
    expect((await get('/api/integrations/accounts')).body.items).toMatchObject([
      { accountId: 'ACME-10042', status: 'CONNECTED', requestId: started.id },
    ]);
    const url = `${base}/connections/${started.id}`;
    expect((await get(`${url}/review`)).body.connection.state).toBe('connected');
    expect((await post(`${url}/disconnect`)).body.state).toBe('disconnected');
    expect((await get('/api/integrations/accounts/ACME-10042')).body.status).toBe('DISCONNECTED');
    expect((await post(`${url}/disconnect`)).body.code).toBe('connection_state');
  });

  it('names every fault of a partner’s answer at once', async () => {
    await scene();
    const { status, body } = await post('/api/integrations/accounts', {
      requestId: 'x',
      status: 'COMPLETED',
      account: { id: '', profiles: [] },
    });
    expect(status).toBe(422);
    expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([
      '/requestId',
      '/account/id',
      '/account/profiles',
    ]);
  });
});

describe('who reaches the portal’s addresses', () => {
  it('are users of the tenant alone', async () => {
    const own = await scene();
    const foreign = await scene();
    const url = `${own.base}/integrations/${own.integrationId}`;
    expect((await get(url)).status).toBe(404);
    caller = undefined;
    expect((await get(url)).status).toBe(401);
    caller = toIdentity(own.owner);
    expect((await get(url)).status).toBe(200);
    expect((await get(`${own.base}/connections/${foreign.tenantId}`)).status).toBe(404);
  });
});

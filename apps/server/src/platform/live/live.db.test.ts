import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { change, noAudit } from '#platform/act/change.ts';
import { systemActor } from '#platform/act/actor.ts';
import { createApp } from '#platform/http/create-app.ts';
import type { Identity } from '#platform/http/caller.ts';
import { makeTenant } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createLiveListener } from './live-listener.ts';
import type { LiveListener } from './live-listener.ts';
import { liveRoutes } from './live-routes.ts';
import { hintTopics, sendHint } from './send-hint.ts';

let system: TestSystem;
let listener: LiveListener;
let app: Awaited<ReturnType<typeof createApp>>;
let tenantIds: [string, string];
let baseUrl: string;

beforeAll(async () => {
  system = await createTestSystem();
  tenantIds = [await makeTenant(system.db), await makeTenant(system.db)];
  listener = await createLiveListener({ url: system.database.url, log: system.services.log });
  const identity: Identity = {
    kind: 'user',
    userId: 'u1',
    name: 'Office',
    email: 'office@example.com',
    sessionId: 's1',
    staffRole: null,
    memberships: [
      { tenantId: tenantIds[0], tenantName: 'A', tenantTimeZone: 'UTC', role: 'office' },
    ],
  };
  const callers = {
    identify: async () => identity,
    identifyPartner: () => Promise.reject(new Error('no partner here')),
  };
  app = await createApp({
    services: system.services,
    db: system.db,
    callers,
    routes: [(scope) => liveRoutes(scope, { listener, callers })],
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  baseUrl = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await app.close();
  await listener.close();
  await system.close();
});

async function hint(tenantId: string, id: string, byUserId?: string): Promise<void> {
  const ctx = system.contextFor(systemActor('test'));
  await change(ctx, 'demo.seed', async (tx) => {
    await sendHint(tx, { topic: 'leads', id, tenantId, ...(byUserId && { byUserId }) });
    return { value: undefined, audit: noAudit('a test') };
  });
}

it("tells a tenant's page of its own changes only, equal ones once, and whose doing it was", async () => {
  const response = await fetch(`${baseUrl}/api/tenant/${tenantIds[0]}/live`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader?.read())?.value).toContain(': ready');
  await hint(tenantIds[1], 'other');
  await hint(tenantIds[0], 'mine');
  await hint(tenantIds[0], 'mine');
  const text = (await reader?.read())?.value;
  expect(text).toContain('"id":"mine"');
  expect(text).not.toContain('other');
  expect(text?.match(/mine/g)).toHaveLength(1);
  await hint(tenantIds[0], 'seen', 'u1');
  expect((await reader?.read())?.value).toContain('{"topic":"leads","id":"seen","byUserId":"u1"}');
  await reader?.cancel();
});

it("refuses another tenant's stream as if it did not exist", async () => {
  expect((await fetch(`${baseUrl}/api/tenant/${tenantIds[1]}/live`)).status).toBe(404);
  expect((await fetch(`${baseUrl}/api/admin/live`)).status).toBe(404);
});

it('tells pages to fetch again after the connection to the database was lost', async () => {
  const received: string[] = [];
  const refetched = new Promise<void>((resolve) => {
    listener.subscribe((message) => {
      received.push(message.kind);
      if (message.kind === 'refetch') resolve();
    });
  });
  await system.database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'leads-live' and datname = current_database()",
  );
  await refetched;
  expect(received).toContain('refetch');
});

it('hears of every topic there is', async () => {
  const heard: string[] = [];
  const unsubscribe = listener.subscribe((message) => {
    if (message.kind === 'hint') heard.push(message.hint.topic);
  });
  await change(system.contextFor(systemActor('test')), 'demo.seed', async (tx) => {
    for (const topic of hintTopics) await sendHint(tx, { topic, id: 'x' });
    return { value: undefined, audit: noAudit('a test') };
  });
  await vi.waitFor(() => expect(heard).toEqual([...hintTopics]));
  unsubscribe();
});

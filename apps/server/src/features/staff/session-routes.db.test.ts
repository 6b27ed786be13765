import { afterEach, expect, it } from 'vitest';
import { createApp } from '#platform/http/create-app.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createIdentifier, sessionRoutes } from './index.ts';

let system: TestSystem;
afterEach(() => system.close());

const demoSignIns = { password: 'demo', users: [{ email: 'a@demo.local', role: 'Staff, admin' }] };

async function options(demo: boolean) {
  system = await createTestSystem();
  const services = { ...system.services, config: { ...system.services.config, demo } };
  const { db } = system;
  const identifyPartner = () => Promise.reject(new Error('no partner calls here'));
  const app = await createApp({
    services,
    db,
    callers: { identify: createIdentifier(services, db), identifyPartner },
    routes: [(scope) => sessionRoutes(scope, { services, db, demoSignIns })],
  });
  const reply = await app.inject('/api/session/options');
  await app.close();
  return reply.json();
}

it('lists the demo users while it runs with demo data', async () => {
  expect(await options(true)).toEqual({ sso: null, demo: demoSignIns });
});

it('lists nobody otherwise', async () => {
  expect(await options(false)).toEqual({ sso: null, demo: null });
});

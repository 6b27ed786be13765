import { afterAll, beforeAll } from 'vitest';
import { newId } from '#platform/id.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';
import { makePlatformCaller } from './platform-caller.ts';
import type { PlatformCaller } from './platform-caller.ts';

/** A tenant as the host platform sends it. */
export const tenantBody = {
  name: 'Desert Breeze',
  timeZone: 'America/Phoenix',
  currency: 'USD',
  address: { streetAddress: '1 Main St', locality: 'Phoenix', region: 'AZ', postalCode: '85001' },
  telephone: '+16025550100',
  email: 'office@example.com',
};

/** What the answers to saving hold, each its own part of it. */
export interface Saved {
  result: string;
  tenant: { id: string; externalId: string; active: boolean; name: string };
  item: { id: string; active: boolean };
  user: object;
  errors: { pointer: string }[];
}

/** The application and the host platform's key while the tests of the file run, and tenants that it makes. */
export function useTenantScene() {
  let test: TestApp;
  let core: PlatformCaller;
  beforeAll(async () => {
    test = await createTestApp();
    core = await makePlatformCaller(test);
  });
  afterAll(() => test.close());

  const call: PlatformCaller['call'] = (method, path, payload) => core.call(method, path, payload);
  const put = (path: string, body: object) => call<Saved>('PUT', path, body);
  return {
    parts: () => test,
    call,
    put,
    auditOf: (tenantId: string) =>
      test.system.db
        .selectFrom('audit_entry')
        .select(['action', 'actor_name', 'before', 'after'])
        .where('tenant_id', '=', tenantId)
        .orderBy('id')
        .execute(),
    async makeOne(): Promise<{ at: string; id: string }> {
      const at = `/tenants/${newId()}`;
      return { at, id: (await put(at, tenantBody)).body.tenant.id };
    },
  };
}

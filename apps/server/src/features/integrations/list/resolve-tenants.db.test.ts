import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pastedIdsMax, resolveTenants as endpoint } from '@leads/contract/tenant-access';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { makeConnection, makeIntegration, makeStaff, makeTenant } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { resolveTenants } from './resolve-tenants.ts';

let system: TestSystem;
let manager: Context<ActorOf<'staff'>>;
let integrationId: string;
let first: string;
let second: string;

beforeEach(async () => {
  system = await createTestSystem();
  manager = system.contextFor(await makeStaff(system.db, 'manager'));
  integrationId = await makeIntegration(system.db);
  second = await makeTenant(system.db, { name: 'Beta Plumbing' });
  first = await makeTenant(system.db, { name: 'alpha Heating' });
});
afterEach(async () => system.close());

const resolve = (...ids: string[]) => resolveTenants(manager, { integrationId, ids });

describe('resolveTenants', () => {
  it('finds tenants by our id in any case and by the id of the host platform, in the order of names', async () => {
    const { found, unknown, duplicates } = await resolve(second.toUpperCase(), `ext-${first}`);
    expect(found.map(({ name }) => name)).toEqual(['alpha Heating', 'Beta Plumbing']);
    expect({ unknown, duplicates }).toEqual({ unknown: [], duplicates: 0 });
  });

  it('counts a tenant that is named twice once, whichever ids name it', async () => {
    const { found, duplicates } = await resolve(first, `ext-${first}`, first);
    expect(found).toHaveLength(1);
    expect(duplicates).toBe(2);
  });

  it('answers what it does not know as it was pasted', async () => {
    const { found, unknown } = await resolve('no-such', newId(), "' or 1=1 --", 'nul\0');
    expect(found).toEqual([]);
    expect(unknown).toHaveLength(4);
    expect(unknown[0]).toBe('no-such');
  });

  it('says which are enabled and connected already', async () => {
    await system.db
      .insertInto('integration_enabled_tenant')
      .values({ integration_id: integrationId, tenant_id: first })
      .execute();
    await makeConnection(system.db, { tenantId: second, integrationId });
    expect((await resolve(first, second)).found).toMatchObject([
      { id: first, enabled: true, connected: false },
      { id: second, enabled: false, connected: true },
    ]);
  });

  it('keeps inactive tenants apart, and never shows the test tenant', async () => {
    const { db } = system;
    await db.updateTable('tenant').set({ active: false }).where('id', '=', first).execute();
    await db.updateTable('tenant').set({ is_test: true }).where('id', '=', second).execute();
    expect(await resolve(first, second)).toMatchObject({
      found: [],
      inactive: [{ id: first }],
      unknown: [second],
    });
  });

  it('takes 10,000 ids and no more', async () => {
    const { body } = endpoint.schema;
    const ids = Array.from({ length: pastedIdsMax }, (_, index) => `ext-${index}`);
    expect(body?.safeParse({ ids }).success).toBe(true);
    expect(body?.safeParse({ ids: [...ids, 'one-more'] }).success).toBe(false);
    expect((await resolve(...ids)).unknown).toHaveLength(pastedIdsMax);
  });

  it('is refused to a viewer, and hides an integration that is not there', async () => {
    const viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
    await expect(resolveTenants(viewer, { integrationId, ids: [first] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      resolveTenants(manager, { integrationId: newId(), ids: [first] }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

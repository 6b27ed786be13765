import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { makeStaff, makeTenant, makeTenantUser } from '#testing/factories.ts';
import { createSessionApp } from '#testing/session-app.ts';
import { signInAs } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createAdminLink } from './index.ts';

let system: TestSystem;
let app: FastifyInstance;
beforeAll(async () => {
  system = await createTestSystem();
  app = await createSessionApp(system);
});
afterAll(async () => {
  await app.close();
  await system.close();
});

const make = (email: string) =>
  createAdminLink(system.contextFor(systemActor('create-admin')), { email });

it('makes a staff admin who sets a password by the link and signs in', async () => {
  const { link, outcome } = await make('Ada.Lovelace@example.com');
  expect(outcome).toBe('created');
  const token = new URL(link).searchParams.get('token');
  const password = 'analytical engine';
  await app.inject({
    method: 'POST',
    url: '/api/session/set-password',
    payload: { token, password },
  });
  const headers = await signInAs(app, { email: 'ada.lovelace@example.com', password });
  expect((await app.inject({ url: '/api/session', headers })).json()).toMatchObject({
    user: { name: 'Ada Lovelace', email: 'ada.lovelace@example.com' },
    staffRole: 'admin',
  });
});

it('gives another link to an admin who is there already', async () => {
  const first = await make('twice@example.com');
  const second = await make('twice@example.com');
  expect(second.outcome).toBe('unchanged');
  expect(second.link).not.toBe(first.link);
});

it('makes another staff user an admin, switched off or not, and audits what changed', async () => {
  const viewer = await makeStaff(system.db, 'viewer');
  await system.db
    .updateTable('staff_user')
    .set({ disabled_at: new Date() })
    .where('user_id', '=', viewer.id)
    .execute();
  expect((await make(`${viewer.id}@example.com`)).outcome).toBe('promoted');
  const staff = await system.db
    .selectFrom('staff_user')
    .selectAll()
    .where('user_id', '=', viewer.id)
    .executeTakeFirst();
  expect(staff).toMatchObject({ role: 'admin', disabled_at: null });
  const audit = await system.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject_id', '=', viewer.id)
    .execute();
  expect(audit).toMatchObject([
    {
      action: 'staff.create',
      before: { role: 'viewer', disabled: true },
      after: { role: 'admin', disabled: false },
    },
  ]);
});

it("refuses the address of a tenant's user in words", async () => {
  const tenantId = await makeTenant(system.db);
  const owner = await makeTenantUser(system.db, { tenantId, role: 'owner' });
  await expect(make(`${owner.id}@example.com`)).rejects.toMatchObject({
    code: 'in_use',
    detail: expect.stringContaining('nobody is both staff and of a tenant'),
  });
});

it('is not for managers', async () => {
  const manager = await makeStaff(system.db, 'manager');
  await expect(
    createAdminLink(system.contextFor(manager), { email: 'x@example.com' }),
  ).rejects.toMatchObject({
    code: 'forbidden',
  });
});

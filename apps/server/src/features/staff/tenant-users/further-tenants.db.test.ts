import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeTenant, makeTenantUser } from '#testing/factories.ts';
import { waitForLockWaiter } from '#testing/lock-waiters.ts';
import { createSessionApp } from '#testing/session-app.ts';
import { signInAs } from '#testing/sign-in-as.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createTenantUserLink } from './create-tenant-user-link.ts';
import { inviteTenantUser } from './invite-tenant-user.ts';
import { createPlatformUserLink, getPlatformUser, removePlatformUser } from './platform-users.ts';
import { savePlatformUsers } from './save-platform-users.ts';

let system: TestSystem;
let app: FastifyInstance;
let core: Context;
let email: string;
let inviter: Context<ActorOf<'tenant'>>;
let first: string;
let second: string;

beforeAll(async () => {
  system = await createTestSystem();
  app = await createSessionApp(system);
  core = system.contextFor({ kind: 'platform', id: newId(), name: 'Core' });
});
afterAll(async () => {
  await app.close();
  await system.close();
});
beforeEach(async () => {
  email = `${newId()}@example.com`;
  first = await makeTenant(system.db);
  second = await makeTenant(system.db);
  inviter = system.contextFor(await makeTenantUser(system.db, { tenantId: first, role: 'admin' }));
});

const password = 'chosen by who holds the link';
const save = async (tenantId: string, role: 'owner' | 'office' = 'owner', name = 'Olivia') =>
  (await savePlatformUsers(core, [{ tenantId, email, user: { name, role } }]))[0];
const invite = () => inviteTenantUser(inviter, { name: 'Olivia', email, role: 'office' });
const redeem = async ({ url }: { url: string }, chosen = password) => {
  const token = new URL(url).searchParams.get('token');
  const payload = { token, password: chosen };
  const reply = await app.inject({ method: 'POST', url: '/api/session/set-password', payload });
  return reply.statusCode;
};
const linkOf = async (tenantId: string) =>
  (await createPlatformUserLink(core, { tenantId, email })).link;
const mayGetIn = async (chosen = password) =>
  signInAs(app, { email, password: chosen }).then(
    () => true,
    () => false,
  );
const isIn = async (headers: { cookie: string }) =>
  (await app.inject({ url: '/api/session', headers })).statusCode === 200;
const auditOf = async (tenantId: string) =>
  system.db
    .selectFrom('audit_entry')
    .select('after')
    .where('tenant_id', '=', tenantId)
    .where('action', '=', 'tenant_user.save')
    .execute();

describe('a further tenant from the host platform', () => {
  it('is not opened by a link that the first tenant made', async () => {
    const { link } = await invite();
    expect(await save(second)).toBe('created');
    expect(await redeem(link)).toBe(422);
    expect(await redeem(await linkOf(second))).toBe(200);
    expect(await mayGetIn()).toBe(true);
  });

  it('is not opened by a password that was set by such a link, nor by a session from it', async () => {
    await redeem((await invite()).link);
    const session = await signInAs(app, { email, password });
    await save(second);
    expect([await isIn(session), await mayGetIn()]).toEqual([false, false]);
    expect(await getPlatformUser(core, { tenantId: second, email })).toMatchObject({
      canSignIn: false,
    });
    expect(await auditOf(second)).toMatchObject([
      { after: { role: 'owner', passwordDropped: true } },
    ]);
  });

  it('is not opened by a password that replaced the one from the link in the signed-in pages', async () => {
    await redeem((await invite()).link);
    const headers = await signInAs(app, { email, password });
    const chosen = 'changed by the inviter';
    const changed = await app.inject({
      method: 'POST',
      url: '/api/auth/change-password',
      headers,
      payload: { currentPassword: password, newPassword: chosen },
    });
    expect(changed.statusCode).toBe(200);
    await save(second);
    expect(await mayGetIn(chosen)).toBe(false);
  });

  it('leaves links, passwords and sessions that came by the host platform alone', async () => {
    await save(first);
    await redeem(await linkOf(first));
    const session = await signInAs(app, { email, password });
    const open = await linkOf(first);
    await save(second);
    expect(await isIn(session)).toBe(true);
    expect((await auditOf(second))[0]?.after).not.toHaveProperty('passwordDropped');
    expect(await redeem(open, 'and a newer one')).toBe(200);
  });

  it('takes all ways in from who worked for nobody any more', async () => {
    await save(first);
    await redeem(await linkOf(first));
    const session = await signInAs(app, { email, password });
    await removePlatformUser(core, { tenantId: first, email });
    await save(second);
    expect([await isIn(session), await mayGetIn()]).toEqual([false, false]);
  });

  it('takes nothing away where only the role or the name changes', async () => {
    const { link } = await invite();
    await save(first, 'owner', 'Olivia O');
    expect(await redeem(link)).toBe(200);
    const session = await signInAs(app, { email, password });
    expect(await save(first, 'office')).toBe('updated');
    expect(await isIn(session)).toBe(true);
  });

  it('is not opened by a link that the first tenant makes at the same moment', async () => {
    const { user } = await invite();
    const making = await system.db.transaction().execute(async (tx) => {
      await tx
        .selectFrom('sign_in_user')
        .select('id')
        .where('id', '=', user.id)
        .forNoKeyUpdate()
        .execute();
      const member = { tenant_id: second, user_id: user.id, role: 'owner' };
      await tx.insertInto('tenant_user').values(member).execute();
      const refused = expectProblem(createTenantUserLink(inviter, user.id), 'tenant_user_state');
      await waitForLockWaiter(system.db);
      return { refused };
    });
    await making.refused;
  });

  it('is not opened by a link that is used at the same moment', async () => {
    const { link } = await invite();
    const [, result] = await Promise.all([redeem(link), save(second)]);
    expect([result, await mayGetIn()]).toEqual(['created', false]);
  });
});

it('makes one person of two who are made at the same moment', async () => {
  const saving = await system.db.transaction().execute(async (tx) => {
    const id = newId();
    await tx
      .insertInto('sign_in_user')
      .values({ id, kind: 'tenant', name: 'Olivia', email })
      .execute();
    await tx
      .insertInto('tenant_user')
      .values({ tenant_id: first, user_id: id, role: 'owner' })
      .execute();
    const other = save(second);
    await waitForLockWaiter(system.db);
    return { other };
  });
  expect(await saving.other).toBe('created');
  expect(await save(first)).toBe('unchanged');
});

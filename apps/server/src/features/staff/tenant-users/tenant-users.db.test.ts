import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TenantRole } from '@leads/contract/action';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeStaff, makeTenant, makeTenantUser } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { savePassword } from '../save-password.ts';
import { changeTenantUserRole } from './change-tenant-user-role.ts';
import { createTenantUserLink } from './create-tenant-user-link.ts';
import { inviteTenantUser } from './invite-tenant-user.ts';
import { listTenantUsers } from './list-tenant-users.ts';
import { removeTenantUser } from './remove-tenant-user.ts';

type Ctx = Context<ActorOf<'tenant'>>;

let system: TestSystem;
let tenantId: string;
let owner: Ctx;
let admin: Ctx;
let office: Ctx;

beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const member = async (role: TenantRole, of: string = tenantId): Promise<Ctx> =>
  system.contextFor(await makeTenantUser(system.db, { tenantId: of, role }));

beforeEach(async () => {
  tenantId = await makeTenant(system.db);
  owner = await member('owner');
  admin = await member('admin');
  office = await member('office');
});

const body = (role: TenantRole = 'office') => ({
  name: 'Ada',
  email: `${newId()}@Example.com`,
  role,
});
const auditOf = (subject: string, action: string) =>
  system.db
    .selectFrom('audit_entry')
    .select(['before', 'after', 'tenant_id'])
    .where('subject_id', '=', subject)
    .where('action', '=', action)
    .execute();
const query = { limit: 25, sort: 'name' as const };

/** One of each act, on somebody. */
const acts: [string, (ctx: Ctx, userId: string) => Promise<unknown>][] = [
  ['a link', (ctx, userId) => createTenantUserLink(ctx, userId)],
  ['another role', (ctx, userId) => changeTenantUserRole(ctx, { userId, role: 'office' })],
  ['removing', (ctx, userId) => removeTenantUser(ctx, userId)],
];

describe.each(acts)('%s', (_name, act) => {
  it('is for owners and admins', async () => {
    const { id } = (await member('office')).actor;
    await expectProblem(act(office, id), 'forbidden');
  });

  it('hides users of other tenants and staff as it hides nobody', async () => {
    const other = await member('office', await makeTenant(system.db));
    const staff = await makeStaff(system.db, 'viewer');
    for (const id of [other.actor.id, staff.id, newId()])
      await expectProblem(act(owner, id), 'not_found');
  });

  it('is not for oneself, and not for an admin to do to an owner', async () => {
    await expectProblem(act(owner, owner.actor.id), 'own_access');
    await expectProblem(act(admin, owner.actor.id), 'forbidden');
  });
});

describe('inviting', () => {
  it('makes a user of the tenant with a one-time link that is kept nowhere', async () => {
    const { user, link } = await inviteTenantUser(admin, body());
    expect(user).toMatchObject({ role: 'office', state: 'invited', linkExpiresAt: link.expiresAt });
    expect(user.acts).toEqual([
      'tenant_user.change_role',
      'tenant_user.make_link',
      'tenant_user.remove',
    ]);
    const audit = await auditOf(user.id, 'tenant_user.invite');
    expect(audit).toMatchObject([{ tenant_id: tenantId, after: { role: 'office' } }]);
    expect(JSON.stringify(audit)).not.toContain(new URL(link.url).searchParams.get('token'));
  });

  it('is for owners and admins, and only owners make owners', async () => {
    await expectProblem(inviteTenantUser(office, body()), 'forbidden');
    await expectProblem(inviteTenantUser(admin, body('owner')), 'forbidden');
    expect((await inviteTenantUser(admin, body('admin'))).user.role).toBe('admin');
    expect((await inviteTenantUser(owner, body('owner'))).user.role).toBe('owner');
  });

  it('names a colleague who has the address, in any case of letters', async () => {
    const ada = body();
    await inviteTenantUser(admin, ada);
    const again = inviteTenantUser(admin, { ...ada, email: ada.email.toUpperCase() });
    const { errors } = await expectProblem(again, 'validation_failed');
    expect(errors).toMatchObject([{ pointer: '/email', message: /^Ada is here/ }]);
  });

  it('takes in nobody of another tenant or of the staff, and says no name', async () => {
    const theirs = await member('owner', await makeTenant(system.db));
    const staff = await makeStaff(system.db, 'viewer');
    for (const { id } of [theirs.actor, staff]) {
      const work = inviteTenantUser(owner, { ...body(), email: `${id}@example.com` });
      const { errors } = await expectProblem(work, 'validation_failed');
      expect(errors).toMatchObject([{ pointer: '/email' }]);
      expect(errors[0]?.message).not.toContain('User ');
    }
  });

  it('takes back who works for nobody any more, without the password of before', async () => {
    const ada = body();
    const { user } = await inviteTenantUser(admin, ada);
    await system.db
      .transaction()
      .execute((tx) => savePassword(tx, { userId: user.id, passwordHash: 'known elsewhere' }));
    await removeTenantUser(admin, user.id);
    const otherTenant = await member('owner', await makeTenant(system.db));
    const back = await inviteTenantUser(otherTenant, { ...ada, name: 'Ada L' });
    expect(back.user).toMatchObject({ id: user.id, name: 'Ada L', state: 'invited' });
  });
});

describe('a link', () => {
  it('replaces the one before and is audited', async () => {
    const { user } = await inviteTenantUser(owner, body());
    const { link } = await createTenantUserLink(admin, user.id);
    const links = await system.db
      .selectFrom('sign_in_link')
      .select('used_at')
      .where('user_id', '=', user.id)
      .execute();
    expect(links.filter(({ used_at }) => used_at === null)).toHaveLength(1);
    expect(await auditOf(user.id, 'tenant_user.make_link')).toMatchObject([
      { after: { purpose: 'invite', linkExpiresAt: link.expiresAt } },
    ]);
  });

  it('is not to be had for who works for another tenant too, as it would open that as well', async () => {
    const other = await makeTenant(system.db);
    await system.db
      .insertInto('tenant_user')
      .values({ tenant_id: other, user_id: office.actor.id, role: 'owner' })
      .execute();
    await expectProblem(createTenantUserLink(owner, office.actor.id), 'tenant_user_state');
    const { items } = await listTenantUsers(owner, query);
    expect(items.find(({ id }) => id === office.actor.id)?.acts).toEqual([
      'tenant_user.change_role',
      'tenant_user.remove',
    ]);
  });
});

describe('another role', () => {
  it('is audited before and after, and the same one leaves no trace', async () => {
    const userId = office.actor.id;
    expect(await changeTenantUserRole(admin, { userId, role: 'admin' })).toMatchObject({
      role: 'admin',
    });
    await changeTenantUserRole(admin, { userId, role: 'admin' });
    expect(await auditOf(userId, 'tenant_user.change_role')).toMatchObject([
      { before: { role: 'office' }, after: { role: 'admin' } },
    ]);
    await expectProblem(changeTenantUserRole(admin, { userId, role: 'owner' }), 'forbidden');
  });
});

describe('removing', () => {
  it('ends the membership, and the open link of who has no other', async () => {
    const { user } = await inviteTenantUser(owner, body());
    await removeTenantUser(admin, user.id);
    const left = await system.db
      .selectFrom('sign_in_link')
      .select('id')
      .where('user_id', '=', user.id)
      .where('used_at', 'is', null)
      .execute();
    expect(left).toEqual([]);
    const { items } = await listTenantUsers(owner, query);
    expect(items.map(({ id }) => id)).not.toContain(user.id);
    expect(await auditOf(user.id, 'tenant_user.remove')).toMatchObject([
      { before: { role: 'office' } },
    ]);
    await expectProblem(removeTenantUser(admin, user.id), 'not_found');
  });
});

describe('the last owner', () => {
  it('stays when two owners remove, or demote, each other at once', async () => {
    const second = await member('owner');
    const tries = await Promise.allSettled([
      removeTenantUser(owner, second.actor.id),
      removeTenantUser(second, owner.actor.id),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tries.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'last_owner' },
    });
    const left = await listTenantUsers(admin, { ...query, role: 'owner' });
    const [last] = left.items;
    const stale = last?.id === owner.actor.id ? second : owner;
    const demoting = changeTenantUserRole(stale, { userId: last?.id ?? '', role: 'office' });
    await expectProblem(demoting, 'last_owner');
  });
});

describe('the list', () => {
  it('is for everybody of the tenant, with nobody of another; office may do nothing there', async () => {
    await member('owner', await makeTenant(system.db));
    const { items, total } = await listTenantUsers(office, query);
    expect(items.map(({ id }) => id).sort()).toEqual(
      [owner, admin, office].map(({ actor }) => actor.id).sort(),
    );
    expect([total, items.flatMap(({ acts: may }) => may)]).toEqual([3, []]);
  });

  it.each(['name', '-name', 'lastSignInAt', '-lastSignInAt'] as const)(
    'pages by %s without a gap or a double',
    async (sort) => {
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listTenantUsers(admin, { limit: 2, sort, cursor });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(ids.sort()).toEqual([owner, admin, office].map(({ actor }) => actor.id).sort());
    },
  );

  it('finds by part of name or address, and by role', async () => {
    const { user } = await inviteTenantUser(owner, { ...body('admin'), name: 'Zoë 100%' });
    for (const search of ['zoë', '0%', user.email.slice(3, 20)]) {
      const { items } = await listTenantUsers(office, { ...query, search });
      expect(items.map(({ id }) => id)).toEqual([user.id]);
    }
    const admins = await listTenantUsers(office, { ...query, role: 'admin' });
    expect(admins.total).toBe(2);
  });
});

import { z } from 'zod';
import type { TenantRole } from '@leads/contract/action';
import type { PlatformUser } from '@leads/contract/platform-users';
import { Problem } from '@leads/contract/problem';
import type { OneTimeLink } from '@leads/contract/staff';
import { change } from '#platform/act/change.ts';
import type { Context, Reader } from '#platform/act/context.ts';
import { countUpTo, toPage } from '#platform/db/page-cursor.ts';
import { parseCursor, SortText } from '#platform/db/parse-cursor.ts';
import { createOneTimeLink } from '../one-time-link.ts';
import { endMembership } from './remove-tenant-user.ts';
import { selectTenantUsers } from './select-tenant-users.ts';
import type { TenantUserRow } from './select-tenant-users.ts';

interface UserKey {
  tenantId: string;
  email: string;
}

/** The users of a tenant, by address. */
export async function listPlatformUsers(
  ctx: Context,
  { tenantId, cursor, limit }: { tenantId: string; cursor?: string | undefined; limit: number },
) {
  const after = cursor === undefined ? undefined : parseCursor(cursor, z.tuple([SortText]))[0];
  const all = selectTenantUsers(ctx.db, { tenantId, now: ctx.clock.now() });
  const rows = await all
    .$if(after !== undefined, (query) => query.where('user.email', '>', after ?? ''))
    .orderBy('user.email')
    .limit(limit + 1)
    .execute();
  const total = await countUpTo(ctx.db, all);
  const page = toPage(rows, { limit, cursorOf: ({ email }) => [email], total });
  return { ...page, items: page.items.map(toPlatformUser) };
}

/** @throws Problem `not_found` */
export async function getPlatformUser({ db, clock }: Context, key: UserKey): Promise<PlatformUser> {
  return toPlatformUser(await requireUser(db, key, clock.now()));
}

/**
 * Takes a person out of a tenant, whatever the role: the host platform answers for who is left.
 * @throws Problem `not_found`
 */
export async function removePlatformUser(ctx: Context, key: UserKey): Promise<void> {
  const { tenantId } = key;
  await change(ctx, 'tenant_user.remove', async (tx) => {
    const { id: userId, role } = await requireUser(tx, key, ctx.clock.now());
    await endMembership(tx, ctx, { tenantId, userId });
    return {
      value: undefined,
      audit: { subject: { kind: 'user', id: userId }, tenantId, before: { role } },
    };
  });
}

/**
 * Makes a one-time link for a person, who may work for other tenants too: the password is one for all of them.
 * @throws Problem `not_found`
 */
export async function createPlatformUserLink(
  ctx: Context,
  key: UserKey,
): Promise<{ user: PlatformUser; link: OneTimeLink }> {
  const { tenantId } = key;
  return change(ctx, 'tenant_user.make_link', async (tx) => {
    const row = await requireUser(tx, key, ctx.clock.now());
    const purpose = row.canSignIn ? 'reset' : 'invite';
    const link = await createOneTimeLink(tx, ctx, { userId: row.id, purpose });
    return {
      value: { user: toPlatformUser(row), link },
      audit: {
        subject: { kind: 'user', id: row.id },
        tenantId,
        after: { purpose, linkExpiresAt: link.expiresAt },
      },
    };
  });
}

async function requireUser(
  db: Reader,
  { tenantId, email }: UserKey,
  now: Date,
): Promise<TenantUserRow> {
  const row = await selectTenantUsers(db, { tenantId, now })
    .where((eb) => eb(eb.fn('lower', ['user.email']), '=', email))
    .executeTakeFirst();
  if (row !== undefined) return row;
  throw new Problem('not_found', {
    detail: `Nobody with the address ${email} works for the tenant.`,
  });
}

function toPlatformUser({ email, name, role, canSignIn }: TenantUserRow): PlatformUser {
  return { email, name, role: role as TenantRole, canSignIn };
}

import { sql } from 'kysely';
import type { TenantRole } from '@leads/contract/action';
import { Problem } from '@leads/contract/problem';
import type { TenantUser } from '@leads/contract/tenant-users';
import type { Context, Reader } from '#platform/act/context.ts';
import { listTenantUserActs } from './tenant-user-rules.ts';

/** Users of a tenant with what the list shows of each. */
export function selectTenantUsers(db: Reader, { tenantId, now }: { tenantId: string; now: Date }) {
  return db
    .selectFrom('tenant_user as member')
    .innerJoin('sign_in_user as user', 'user.id', 'member.user_id')
    .select([
      'user.id',
      'user.name',
      'user.email',
      'member.role',
      'member.created_at as addedAt',
      'user.last_sign_in_at as lastSignInAt',
      sql<boolean>`exists (select from sign_in_method as method where method.user_id = "user".id)`.as(
        'canSignIn',
      ),
      sql<boolean>`exists (select from tenant_user as other
        where other.user_id = "user".id and other.tenant_id <> member.tenant_id)`.as('elsewhere'),
      sql<Date | null>`(select max(link.expires_at) from sign_in_link as link
        where link.user_id = "user".id and link.used_at is null and link.expires_at > ${now})`.as(
        'linkExpiresAt',
      ),
    ])
    .where('member.tenant_id', '=', tenantId);
}

export type TenantUserRow = Awaited<
  ReturnType<ReturnType<typeof selectTenantUsers>['executeTakeFirstOrThrow']>
>;

/** The row as the contract shows it to this caller. */
export function toTenantUser(row: TenantUserRow, { actor }: Pick<Context, 'actor'>): TenantUser {
  const { id, name, email, elsewhere, canSignIn } = row;
  const role = row.role as TenantRole;
  return {
    id,
    name,
    email,
    role,
    state: canSignIn ? 'active' : 'invited',
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    addedAt: row.addedAt.toISOString(),
    linkExpiresAt: elsewhere ? null : (row.linkExpiresAt?.toISOString() ?? null),
    acts: listTenantUserActs(actor, { id, role, elsewhere }),
  };
}

/** @throws Problem `not_found`, for a user of another tenant as for nobody */
export async function requireTenantUser(
  db: Reader,
  ctx: Pick<Context, 'actor' | 'clock'>,
  { tenantId, userId }: { tenantId: string; userId: string },
): Promise<TenantUser> {
  const row = await selectTenantUsers(db, { tenantId, now: ctx.clock.now() })
    .where('user.id', '=', userId)
    .executeTakeFirst();
  if (row === undefined) throw noTenantUser();
  return toTenantUser(row, ctx);
}

export const noTenantUser = (): Problem =>
  new Problem('not_found', { detail: 'Nobody of your company is at this address.' });

import type { Kysely } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { StaffRole, TenantRole } from '@leads/contract/action';
import type { Schema } from '#platform/db/database.ts';
import type { Identity } from '#platform/http/caller.ts';

const activeStepMs = 300_000;

/**
 * Who a session token stands for, with role and memberships as they are now, in one statement. Nobody when the session
 * has ended or the user may not (or no longer) sign in. Notes that the session is in use, once in five minutes at most.
 */
export async function findSessionIdentity(
  db: Kysely<Schema>,
  { token, now }: { token: string; now: Date },
): Promise<Extract<Identity, { kind: 'user' }> | undefined> {
  const row = await selectUser(db)
    .where('session.token', '=', token)
    .where('session.expires_at', '>', now)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.kind === 'staff' && (row.staffRole === null || row.disabledAt !== null)) return undefined;
  const noteAgainFrom = new Date(now.getTime() - activeStepMs);
  if (row.lastActiveAt === null || row.lastActiveAt < noteAgainFrom)
    await noteActivity(db, { sessionId: row.sessionId, now, noteAgainFrom });
  return {
    kind: 'user',
    userId: row.userId,
    name: row.name,
    email: row.email,
    sessionId: row.sessionId,
    staffRole: row.staffRole as StaffRole | null,
    memberships: row.memberships.map((one) => ({ ...one, role: one.role as TenantRole })),
  };
}

function selectUser(db: Kysely<Schema>) {
  return db
    .selectFrom('sign_in_session as session')
    .innerJoin('sign_in_user as user', 'user.id', 'session.user_id')
    .leftJoin('staff_user as staff', 'staff.user_id', 'user.id')
    .select([
      'session.id as sessionId',
      'session.last_active_at as lastActiveAt',
      'user.id as userId',
      'user.kind',
      'user.name',
      'user.email',
      'staff.role as staffRole',
      'staff.disabled_at as disabledAt',
    ])
    .select((query) =>
      jsonArrayFrom(
        query
          .selectFrom('tenant_user as member')
          .innerJoin('tenant', 'tenant.id', 'member.tenant_id')
          .whereRef('member.user_id', '=', 'user.id')
          .where('tenant.active', '=', true)
          .select([
            'tenant.id as tenantId',
            'tenant.name as tenantName',
            'tenant.time_zone as tenantTimeZone',
            'member.role as role',
          ])
          .orderBy('tenant.name')
          .orderBy('tenant.id'),
      ).as('memberships'),
    );
}

/** Requests that come at once write it once. */
async function noteActivity(
  db: Kysely<Schema>,
  { sessionId, now, noteAgainFrom }: { sessionId: string; now: Date; noteAgainFrom: Date },
): Promise<void> {
  await db
    .updateTable('sign_in_session')
    .set({ last_active_at: now })
    .where('id', '=', sessionId)
    .where((where) =>
      where.or([where('last_active_at', 'is', null), where('last_active_at', '<', noteAgainFrom)]),
    )
    .execute();
}

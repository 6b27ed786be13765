import { sql } from 'kysely';
import type { StaffState, StaffUser } from '@leads/contract/staff';
import { Problem } from '@leads/contract/problem';
import type { Reader } from '#platform/act/context.ts';

/** What follows from a user's rows: switched off, not in yet, or in. */
export const staffState = sql<StaffState>`case
  when staff.disabled_at is not null then 'disabled'
  when not exists (select from sign_in_method as method where method.user_id = "user".id) then 'invited'
  else 'active' end`;

/** Staff users with what the list shows of each; sessions and links that have ended do not count. */
export function selectStaff(db: Reader, now: Date) {
  return db
    .selectFrom('staff_user as staff')
    .innerJoin('sign_in_user as user', 'user.id', 'staff.user_id')
    .select([
      'user.id',
      'user.name',
      'user.email',
      'staff.role',
      'user.last_sign_in_at as lastSignInAt',
      'staff.created_at as createdAt',
      staffState.as('state'),
      sql<string[]>`array(select distinct method.provider_id from sign_in_method as method
        where method.user_id = "user".id)`.as('providers'),
      sql<number>`(select count(*)::int from sign_in_session as session
        where session.user_id = "user".id and session.expires_at > ${now})`.as('sessions'),
      sql<Date | null>`(select max(link.expires_at) from sign_in_link as link
        where link.user_id = "user".id and link.used_at is null and link.expires_at > ${now})`.as(
        'linkExpiresAt',
      ),
    ]);
}

type StaffRow = Awaited<ReturnType<ReturnType<typeof selectStaff>['executeTakeFirstOrThrow']>>;

/** The row as the contract shows it. */
export function toStaffUser(row: StaffRow): StaffUser {
  const { id, name, email, state, sessions, providers } = row;
  return {
    id,
    name,
    email,
    role: row.role as StaffUser['role'],
    state,
    methods: toMethods(providers),
    sessions,
    lastSignInAt: row.lastSignInAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    linkExpiresAt: row.linkExpiresAt?.toISOString() ?? null,
  };
}

/** The sign-in library's providers in our words: `credential` is a password, every other one the company's. */
export function toMethods(providers: readonly string[]): StaffUser['methods'] {
  return [
    ...(providers.includes('credential') ? (['password'] as const) : []),
    ...(providers.some((provider) => provider !== 'credential') ? (['company'] as const) : []),
  ];
}

/**
 * One staff user.
 * @throws Problem `not_found`, for a tenant's user as for nobody
 */
export async function requireStaff(
  db: Reader,
  { id, now }: { id: string; now: Date },
): Promise<StaffUser> {
  const row = await selectStaff(db, now).where('staff.user_id', '=', id).executeTakeFirst();
  if (row === undefined) throw noStaff();
  return toStaffUser(row);
}

export const noStaff = (): Problem =>
  new Problem('not_found', { detail: 'There is no staff user at this address.' });

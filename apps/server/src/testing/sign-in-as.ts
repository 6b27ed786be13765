import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { StaffRole, TenantRole } from '@leads/contract/action';
import { createStaffUser, createTenantUser, toPasswordHash } from '#features/staff/index.ts';
import type { Schema } from '#platform/db/database.ts';
import { newId } from '#platform/id.ts';

/** Headers of a signed-in page of ours: for reading and for writing. */
export type SignedInHeaders = {
  cookie: string;
  origin: string;
};

const testOrigin = 'http://localhost:4600';

/** Signs in as the browser does; the app must have `sessionRoutes`. `origin` is that of PUBLIC_URL. */
export async function signInAs(
  app: FastifyInstance,
  { email, password, origin = testOrigin }: { email: string; password: string; origin?: string },
): Promise<SignedInHeaders> {
  const reply = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { origin },
    payload: { email, password },
  });
  if (reply.statusCode !== 200)
    throw new Error(`signing in as ${email} answered ${reply.statusCode}: ${reply.body}`);
  return {
    cookie: reply.cookies
      .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
      .join('; '),
    origin,
  };
}

export interface SignedInUser {
  userId: string;
  email: string;
  password: string;
  headers: SignedInHeaders;
}

/** Makes a user with a password and signs in for real. */
export async function makeSignedInUser(
  app: FastifyInstance,
  db: Kysely<Schema>,
  user: { staffRole: StaffRole } | { tenantId: string; tenantRole: TenantRole },
): Promise<SignedInUser> {
  const email = `${newId()}@example.com`;
  const password = `password of ${email}`;
  const who = { name: `User ${email}`, email, passwordHash: await toPasswordHash(password) };
  const userId = await db
    .transaction()
    .execute(async (tx) =>
      'staffRole' in user
        ? createStaffUser(tx, { ...who, role: user.staffRole })
        : createTenantUser(tx, { ...who, tenantId: user.tenantId, role: user.tenantRole }),
    );
  return { userId, email, password, headers: await signInAs(app, { email, password }) };
}

/** Staff called Sam Staff with a password, not signed in. */
export async function makeStaffWithPassword(
  db: Kysely<Schema>,
  role: StaffRole = 'viewer',
): Promise<Omit<SignedInUser, 'headers'>> {
  const email = `${newId()}@example.com`;
  const password = 'correct horse battery';
  const passwordHash = await toPasswordHash(password);
  const userId = await db
    .transaction()
    .execute((tx) => createStaffUser(tx, { name: 'Sam Staff', email, passwordHash, role }));
  return { userId, email, password };
}

import { z } from 'zod';
import { staffRoles, tenantRoles } from './action.ts';
import { defineEndpoint } from './endpoint.ts';
import { Done, Id, IdParams } from './page.ts';
import { signInMethods, UserSession } from './staff.ts';

export const passwordLengthMin = 10;
export const passwordLengthMax = 128;

export const Membership = z.object({
  tenantId: Id,
  tenantName: z.string(),
  tenantTimeZone: z.string(),
  role: z.enum(tenantRoles),
});

/** The signed-in user: staff, or of one or more tenants, never both. */
export const Session = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  staffRole: z.enum(staffRoles).nullable(),
  tenants: z.array(Membership),
});
export type Session = z.output<typeof Session>;

export const getSession = defineEndpoint({
  method: 'GET',
  url: '/api/session',
  surface: 'session',
  tag: 'Session',
  summary: 'Who is signed in',
  reply: Session,
});

export const SignInBody = z.object({
  email: z.email({ message: 'Enter your e-mail address' }),
  password: z.string().min(1, { message: 'Enter your password' }),
});

export const SetPasswordBody = z.object({
  token: z.string().min(20).max(200),
  password: z
    .string()
    .min(passwordLengthMin, { message: `Use at least ${passwordLengthMin} characters` })
    .max(passwordLengthMax, { message: `Use at most ${passwordLengthMax} characters` }),
});

/** Redeems a one-time link (first admin, invite, reset). The link works once and ends all other sessions of the user. */
export const setPassword = defineEndpoint({
  method: 'POST',
  url: '/api/session/set-password',
  surface: 'session',
  tag: 'Session',
  summary: 'Set a password by a one-time link',
  body: SetPasswordBody,
  reply: Done,
});

/** Who a one-time link is for, before a password is typed for nothing. */
export const readOneTimeLink = defineEndpoint({
  method: 'POST',
  url: '/api/session/read-link',
  surface: 'session',
  tag: 'Session',
  summary: 'Whether a one-time link works, and whose it is',
  body: SetPasswordBody.pick({ token: true }),
  reply: z.object({ name: z.string(), email: z.string(), expiresAt: z.string() }),
});

/** What the signed-in user sees under Your profile, beside what `Session` says. */
export const Profile = z.object({
  methods: z.array(z.enum(signInMethods)),
  sessions: z.array(UserSession),
});

export const getProfile = defineEndpoint({
  method: 'GET',
  url: '/api/session/profile',
  surface: 'session',
  tag: 'Session',
  summary: 'How the signed-in user signs in, and where',
  reply: Profile,
});

export const revokeOwnSession = defineEndpoint({
  method: 'DELETE',
  url: '/api/session/sessions/:id',
  surface: 'session',
  tag: 'Session',
  summary: 'Sign out of one browser',
  params: IdParams,
  reply: Done,
});

export const revokeOwnSessions = defineEndpoint({
  method: 'DELETE',
  url: '/api/session/sessions',
  surface: 'session',
  tag: 'Session',
  summary: 'Sign out everywhere, here too',
  reply: Done,
});

/** The body of the sign-in library's own route. */
export const ChangePasswordBody = z.object({
  currentPassword: z.string().min(1, { message: 'Enter your present password' }),
  newPassword: SetPasswordBody.shape.password,
});

/** What the sign-in page shows: company single sign-on appears when it is configured. */
export const SignInOptions = z.object({
  sso: z.object({ label: z.string() }).nullable(),
  demo: z
    .object({
      password: z.string(),
      users: z.array(z.object({ email: z.string(), role: z.string() })),
    })
    .nullable(),
});

export const getSignInOptions = defineEndpoint({
  method: 'GET',
  url: '/api/session/options',
  surface: 'session',
  tag: 'Session',
  summary: 'How one can sign in here',
  reply: SignInOptions,
});

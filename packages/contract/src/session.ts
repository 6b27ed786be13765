import { z } from 'zod';
import { staffRoles, tenantRoles } from './action.ts';
import { defineEndpoint } from './endpoint.ts';
import { Done, Id } from './page.ts';

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

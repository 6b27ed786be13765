import { z } from 'zod';
import { staffRoles } from './action.ts';
import { defineEndpoint } from './endpoint.ts';
import { Done, Id, IdParams, PageQuery, pageOf } from './page.ts';

const admin = { surface: 'admin', tag: 'Staff' } as const;

/** `invited`: nobody has signed in or set a password yet. */
export const staffStates = ['invited', 'active', 'disabled'] as const;
export type StaffState = (typeof staffStates)[number];

export const signInMethods = ['password', 'company'] as const;

export const StaffUser = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: z.enum(staffRoles),
  state: z.enum(staffStates),
  methods: z.array(z.enum(signInMethods)).meta({ description: 'How the user can sign in' }),
  sessions: z.number().int().meta({ description: 'Browsers signed in now' }),
  lastSignInAt: z.string().nullable(),
  createdAt: z.string(),
  linkExpiresAt: z
    .string()
    .nullable()
    .meta({ description: 'Until when the unused one-time link works; null when there is none' }),
});
export type StaffUser = z.output<typeof StaffUser>;

/** A signed-in browser. */
export const UserSession = z.object({
  id: Id,
  current: z.boolean().meta({ description: 'The session that asks' }),
  userAgent: z.string().nullable(),
  ipAddress: z.string().nullable(),
  createdAt: z.string(),
  lastActiveAt: z.string().nullable().meta({ description: 'To within five minutes' }),
  expiresAt: z.string(),
});
export type UserSession = z.output<typeof UserSession>;

export const StaffDetail = StaffUser.extend({ sessionList: z.array(UserSession) });
export type StaffDetail = z.output<typeof StaffDetail>;

/** The address is in this reply and nowhere else. */
export const OneTimeLink = z.object({ url: z.string(), expiresAt: z.string() });
export type OneTimeLink = z.output<typeof OneTimeLink>;

const StaffWithLink = z.object({ user: StaffUser, link: OneTimeLink });

export const staffSorts = ['name', '-name', 'lastSignInAt', '-lastSignInAt'] as const;

export const listStaff = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/staff',
  summary: 'Staff users (admins only)',
  query: PageQuery.extend({
    search: z.string().trim().max(200).optional().meta({ description: 'Part of name or e-mail' }),
    role: z.enum(staffRoles).optional(),
    state: z.enum(staffStates).optional(),
    sort: z.enum(staffSorts).default('name'),
  }),
  reply: pageOf(StaffUser),
});

export const getStaff = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/staff/:id',
  summary: 'One staff user with the sessions (admins only)',
  params: IdParams,
  reply: StaffDetail,
});

export const InviteBody = z.object({
  name: z
    .string()
    .trim()
    .min(1, { message: 'Enter the name' })
    .max(100, { message: 'Use at most 100 characters' }),
  email: z
    .string()
    .trim()
    .max(254, { message: 'Use at most 254 characters' })
    .pipe(z.email({ message: 'Enter an e-mail address, such as ada@example.com' })),
  role: z.enum(staffRoles),
});

export const inviteStaff = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/staff',
  summary: 'Invite a staff user',
  description: 'Answers a one-time link that sets the password, for 24 hours. No e-mail is sent.',
  body: InviteBody,
  reply: StaffWithLink,
});

export const createStaffLink = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/staff/:id/link',
  summary: 'Make a new one-time link to set the password; earlier ones stop working',
  params: IdParams,
  reply: StaffWithLink,
  problems: ['staff_state'],
});

export const changeStaffRole = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/staff/:id/role',
  summary: 'Change the role of a staff user; it counts from the next request on',
  params: IdParams,
  body: z.object({ role: z.enum(staffRoles) }),
  reply: StaffUser,
  problems: ['own_access', 'last_admin'],
});

export const disableStaff = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/staff/:id/disable',
  summary: 'Switch the access of a staff user off; sessions and links end at once',
  params: IdParams,
  reply: StaffUser,
  problems: ['own_access', 'last_admin'],
});

export const enableStaff = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/staff/:id/enable',
  summary: 'Switch the access of a staff user on again',
  params: IdParams,
  reply: StaffUser,
});

export const revokeStaffSession = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/staff/:id/sessions/:sessionId',
  summary: 'Sign a staff user out of one browser',
  params: IdParams.extend({ sessionId: Id }),
  reply: Done,
});

export const revokeStaffSessions = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/staff/:id/sessions',
  summary: 'Sign a staff user out everywhere, but not out of the session that asks',
  params: IdParams,
  reply: Done,
});

import { z } from 'zod';
import { tenantRoles } from './action.ts';
import { defineEndpoint } from './endpoint.ts';
import { Done, Id, PageQuery, pageOf } from './page.ts';
import { InviteBody, OneTimeLink } from './staff.ts';
import { TenantParams } from './tenant-integrations.ts';

const tenant = { surface: 'tenant', tag: 'Users' } as const;

/** `invited`: nobody has signed in or set a password yet. */
export const tenantUserStates = ['invited', 'active'] as const;
export type TenantUserState = (typeof tenantUserStates)[number];

export const tenantUserActs = [
  'tenant_user.change_role',
  'tenant_user.make_link',
  'tenant_user.remove',
] as const;

export const TenantUser = z.object({
  id: Id,
  name: z.string(),
  email: z.string(),
  role: z.enum(tenantRoles),
  state: z.enum(tenantUserStates),
  lastSignInAt: z.string().nullable(),
  addedAt: z.string(),
  linkExpiresAt: z
    .string()
    .nullable()
    .meta({ description: 'Until when the unused one-time link works; null when there is none' }),
  acts: z
    .array(z.enum(tenantUserActs))
    .meta({ description: 'What the caller may do to this user' }),
});
export type TenantUser = z.output<typeof TenantUser>;

export const tenantUserSorts = ['name', '-name', 'lastSignInAt', '-lastSignInAt'] as const;
export const TenantUserParams = TenantParams.extend({ userId: Id });
const WithLink = z.object({ user: TenantUser, link: OneTimeLink });

export const listTenantUsers = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/users',
  summary: 'Who works for the tenant',
  params: TenantParams,
  query: PageQuery.extend({
    search: z.string().trim().max(200).optional().meta({ description: 'Part of name or e-mail' }),
    role: z.enum(tenantRoles).optional(),
    sort: z.enum(tenantUserSorts).default('name'),
  }),
  reply: pageOf(TenantUser),
});

export const InviteTenantUserBody = InviteBody.extend({ role: z.enum(tenantRoles) });

export const inviteTenantUser = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/users',
  summary: 'Invite a user',
  description: 'Answers a one-time link that sets the password, for 24 hours. No e-mail is sent.',
  params: TenantParams,
  body: InviteTenantUserBody,
  reply: WithLink,
});

export const createTenantUserLink = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/users/:userId/link',
  summary: 'Make a new one-time link to set the password; earlier ones stop working',
  params: TenantUserParams,
  reply: WithLink,
  problems: ['tenant_user_state'],
});

export const changeTenantUserRole = defineEndpoint({
  ...tenant,
  method: 'PUT',
  url: '/api/tenant/:tenantId/users/:userId/role',
  summary: 'Change the role of a user; it counts from the next request on',
  params: TenantUserParams,
  body: z.object({ role: z.enum(tenantRoles) }),
  reply: TenantUser,
  problems: ['own_access', 'last_owner'],
});

export const removeTenantUser = defineEndpoint({
  ...tenant,
  method: 'DELETE',
  url: '/api/tenant/:tenantId/users/:userId',
  summary: 'Take the access of a user away; it counts at once',
  params: TenantUserParams,
  reply: Done,
  problems: ['own_access', 'last_owner'],
});

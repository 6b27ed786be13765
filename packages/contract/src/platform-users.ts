import { z } from 'zod';
import { tenantRoles } from './action.ts';
import { defineEndpoint } from './endpoint.ts';
import { typed } from './lead.ts';
import { Done, PageQuery, pageOf } from './page.ts';
import { ExternalId, PlatformTenantParams, SaveResult } from './platform-tenants.ts';
import { OneTimeLink } from './staff.ts';

const users = { surface: 'platform', tag: 'Users' } as const;

export const PlatformEmail = z
  .email({ message: 'Use an e-mail address such as ada@example.com' })
  .max(254)
  .toLowerCase();

export const PlatformUserBody = z.object({
  name: typed(100).min(1, { message: 'Name the person' }),
  role: z.enum(tenantRoles),
});
export type PlatformUserBody = z.output<typeof PlatformUserBody>;

export const PlatformUser = z.object({
  email: z.string(),
  name: z.string(),
  role: z.enum(tenantRoles),
  canSignIn: z.boolean().meta({
    description:
      'false until a one-time link is used, or a company sign-in; also when the password was dropped',
  }),
});
export type PlatformUser = z.output<typeof PlatformUser>;

export const PlatformUserParams = z.object({ externalId: ExternalId, email: PlatformEmail });
const usersAt = '/api/platform/tenants/:externalId/users' as const;

export const listPlatformUsers = defineEndpoint({
  ...users,
  method: 'GET',
  url: usersAt,
  summary: 'Users of a tenant, by e-mail address',
  params: PlatformTenantParams,
  query: PageQuery,
  reply: pageOf(PlatformUser),
});

export const savePlatformUser = defineEndpoint({
  ...users,
  method: 'PUT',
  url: `${usersAt}/:email`,
  summary: 'Let a person work for a tenant, or change name or role',
  description:
    'A person is known by the e-mail address and may work for several tenants; the name is the same in all of them. Staff of the platform cannot be users of tenants. A password that came by a link of a tenant is dropped when a further tenant comes, and who worked for nobody loses the one of before: `canSignIn` then tells that a new link is needed.',
  params: PlatformUserParams,
  body: PlatformUserBody,
  reply: z.object({ result: SaveResult, user: PlatformUser }),
});

export const removePlatformUser = defineEndpoint({
  ...users,
  method: 'DELETE',
  url: `${usersAt}/:email`,
  summary: 'End the work of a person for a tenant; it counts at once',
  params: PlatformUserParams,
  reply: Done,
});

export const createPlatformUserLink = defineEndpoint({
  ...users,
  method: 'POST',
  url: `${usersAt}/:email/link`,
  summary: 'Make a one-time link by which the person sets a password; earlier ones stop working',
  params: PlatformUserParams,
  reply: z.object({ user: PlatformUser, link: OneTimeLink }),
});

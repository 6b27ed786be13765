import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { tenantAuthorizationTypes } from './integration-general.ts';
import { Id, IdParams, PageQuery, pageOf } from './page.ts';
import { ReviewRow } from './connection-review.ts';
import { connectionStates } from './tenant-integrations.ts';

const admin = { surface: 'admin', tag: 'Tenants' } as const;
const searchText = z
  .string()
  .trim()
  .max(100)
  .regex(/^\P{Cc}*$/u, { message: 'Leave out control characters' });
const Flag = z.enum(['true', 'false']);

export const TenantRow = z.object({
  id: Id,
  name: z.string(),
  locality: z.string(),
  region: z.string(),
  active: z.boolean(),
  connected: z.number().int().meta({ description: 'accounts connected at partners' }),
  attention: z.number().int().meta({ description: 'of those, how many need a person' }),
  lastLeadAt: z.string().nullable().meta({ description: 'test leads do not count' }),
});
export type TenantRow = z.output<typeof TenantRow>;

export const listTenants = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/tenants',
  summary: 'Tenants by name',
  query: PageQuery.extend({
    search: searchText.optional(),
    connected: Flag.optional(),
    attention: z.literal('true').optional(),
  }),
  reply: pageOf(TenantRow),
});

export const Tenant = TenantRow.extend({
  externalId: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  streetAddress: z.string(),
  addressLine2: z.string(),
  postalCode: z.string(),
  country: z.string(),
  telephone: z.string(),
  email: z.string(),
  website: z.string(),
});
export type Tenant = z.output<typeof Tenant>;

export const getTenant = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/tenants/:id',
  summary: 'One tenant, as the host platform describes it',
  params: IdParams,
  reply: Tenant,
});

export const ConnectionRow = z.object({
  id: Id.meta({ description: 'the requestId that the partner sees' }),
  integrationId: Id,
  integrationName: z.string(),
  tenantId: Id,
  tenantName: z.string(),
  state: z.enum(connectionStates),
  attention: z.string().nullable(),
  failure: z.string().nullable().meta({ description: 'why it was declined or failed' }),
  authorizationType: z.enum(tenantAuthorizationTypes),
  accountId: z.string().nullable(),
  accountName: z.string(),
  profileCount: z.number().int().meta({ description: 'active profiles' }),
  requestedByName: z.string(),
  requestedAt: z.string(),
  connectedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  updatedAt: z.string(),
  expiresAt: z
    .string()
    .nullable()
    .meta({ description: 'when a request that nobody answers fails; only while it is under way' }),
});
export type ConnectionRow = z.output<typeof ConnectionRow>;

export const listAllConnections = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/connections',
  summary: 'Connections of all tenants, the last changed first',
  query: PageQuery.extend({
    integrationId: Id.optional(),
    tenantId: Id.optional(),
    state: z.enum(connectionStates).optional(),
    attention: z.literal('true').optional(),
    search: searchText
      .optional()
      .meta({ description: 'part of the tenant’s name, the account’s name or the account id' }),
  }),
  reply: pageOf(ConnectionRow),
});

export const ConnectionDetail = ConnectionRow.extend({
  issuer: z.string().nullable(),
  subject: z.string().nullable(),
  refreshes: z.boolean().meta({ description: 'a refresh token is kept for the daily refresh' }),
  refreshedAt: z
    .string()
    .nullable()
    .meta({ description: 'when the partner last told the account' }),
  refreshDueAt: z.string().nullable(),
  refreshFailure: z
    .string()
    .nullable()
    .meta({ description: 'why the last refresh failed, while none succeeded since' }),
  pairingSentAt: z.string().nullable(),
  profiles: z.array(
    z.object({
      profileId: z.string(),
      name: z.string(),
      active: z.boolean(),
      serviceIds: z.array(z.string()).nullable().meta({ description: 'null: every service' }),
      postalCodes: z.array(z.string()).nullable().meta({ description: 'null: everywhere' }),
    }),
  ),
  history: z
    .array(
      z.object({
        at: z.string(),
        state: z.enum(connectionStates),
        actorName: z.string(),
      }),
    )
    .meta({ description: 'the states it went through, newest first' }),
  agreement: z
    .object({
      title: z.string(),
      version: z.number().int(),
      isCurrent: z.boolean(),
      userName: z.string(),
      acceptedAt: z.string(),
    })
    .nullable()
    .meta({ description: 'the newest agreement that the tenant accepted for this partner' }),
  partnerServices: z.number().int(),
  coveredServices: z.number().int(),
});
export type ConnectionDetail = z.output<typeof ConnectionDetail>;

export const getConnectionDetail = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/connections/:id',
  summary: 'One connection with its profiles, history and accepted agreement',
  params: IdParams,
  reply: ConnectionDetail,
});

export const getConnectionCoverage = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/connections/:id/coverage',
  summary: 'Which partner services arrive as what at the tenant',
  params: IdParams,
  reply: z.object({ rows: z.array(ReviewRow) }),
});

export const AuthorizationSession = z.object({
  id: Id,
  userName: z.string(),
  issuer: z.string(),
  subject: z.string().nullable(),
  startedAt: z.string(),
  expiresAt: z.string(),
  finishedAt: z.string().nullable(),
  result: z.string().nullable().meta({ description: 'connected, same_account or a failure code' }),
  tokenExpiresAt: z.string().nullable(),
});
export type AuthorizationSession = z.output<typeof AuthorizationSession>;

export const listAuthorizationSessions = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/connections/:id/authorization-sessions',
  summary: 'Sign-ins at the partner for one connection, newest first',
  params: IdParams,
  query: PageQuery,
  reply: pageOf(AuthorizationSession),
});

export const disconnectTenant = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/connections/:id/disconnect',
  summary: 'Disconnect a tenant; the partner is told. A request under way is withdrawn',
  params: IdParams,
  reply: ConnectionDetail,
  problems: ['connection_state'],
});

export const refreshConnection = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/connections/:id/refresh',
  summary: 'Read name and profiles of a connected account from the partner now',
  description:
    'A refresh that fails at the partner answers 200 with `refreshFailure`, and `attention` where the tenant has to act.',
  params: IdParams,
  reply: ConnectionDetail,
  problems: ['connection_state', 'integration_inactive'],
});

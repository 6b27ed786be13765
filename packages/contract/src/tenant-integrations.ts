import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { tenantAuthorizationTypes } from './integration-general.ts';
import { Id } from './page.ts';

export const connectionStates = [
  'pending',
  'processing',
  'connected',
  'declined',
  'failed',
  'disconnected',
] as const;
export type ConnectionState = (typeof connectionStates)[number];

export const ConnectionProfile = z.object({
  profileId: z.string(),
  name: z.string(),
  active: z.boolean(),
});

export const Connection = z.object({
  id: Id.meta({ description: 'the requestId that the partner sees' }),
  integrationId: Id,
  state: z.enum(connectionStates),
  attention: z.string().nullable(),
  accountId: z.string().nullable(),
  accountName: z.string(),
  profiles: z.array(ConnectionProfile),
  failure: z
    .string()
    .nullable()
    .meta({ description: 'what happened and what to do, when failed or declined' }),
  requestedAt: z.string(),
  requestedByName: z.string(),
  connectedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type Connection = z.output<typeof Connection>;

export const TenantIntegration = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  logoUrl: z.string().nullable(),
  tenantAuthorizationType: z.enum(tenantAuthorizationTypes),
  multiAccount: z.boolean(),
  paused: z.boolean().meta({ description: 'the integration is not active; connections rest' }),
  agreementAccepted: z.boolean().meta({ description: 'the current version is accepted' }),
  connections: z
    .array(Connection)
    .meta({ description: 'newest first; ended ones only while nothing newer is there' }),
  partnerServices: z
    .number()
    .int()
    .meta({ description: 'services the partner offers (mapped job types)' }),
  coveredServices: z
    .number()
    .int()
    .meta({ description: 'of those, how many this tenant has mapped' }),
});
export type TenantIntegration = z.output<typeof TenantIntegration>;

export const TenantParams = z.object({ tenantId: Id });
export const TenantIntegrationParams = TenantParams.extend({ integrationId: Id });
export const ConnectionParams = TenantParams.extend({ connectionId: Id });

const tenant = { surface: 'tenant', tag: 'Integrations' } as const;

export const listTenantIntegrations = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/integrations',
  summary: 'Partners this tenant may connect to, or is connected to',
  params: TenantParams,
  reply: z.object({ integrations: z.array(TenantIntegration) }),
});

export const getTenantIntegration = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/integrations/:integrationId',
  summary: 'One partner with the connections of this tenant',
  params: TenantIntegrationParams,
  reply: TenantIntegration,
});

/** What a partner learns of a tenant: ST Pairing sends it (shown before it is sent), accounts show it. */
export const PairingData = z.object({
  id: z.string(),
  name: z.string(),
  address: z.object({
    streetAddress: z.string(),
    addressLine2: z.string().optional(),
    locality: z.string(),
    region: z.string(),
    postalCode: z.string(),
    country: z.string(),
  }),
  telephone: z.string(),
  email: z.string(),
  website: z.string().optional(),
});

export const getPairingData = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/pairing-data',
  summary: 'What ST Pairing would send to a partner',
  params: TenantParams,
  reply: PairingData,
});

export const startPairing = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/integrations/:integrationId/pair',
  summary: 'Ask the partner to match this tenant with one of its accounts (ST Pairing)',
  description:
    'While a request is under way the same request is returned and nothing is sent twice.',
  params: TenantIntegrationParams,
  body: z.object({ addAccount: z.boolean().default(false) }),
  reply: Connection,
  problems: [
    'agreement_needed',
    'integration_inactive',
    'access_withdrawn',
    'wrong_authorization_type',
    'connection_state',
  ],
});

/** How a pairing request gets to the partner: `taken` with its first 2xx, `given_up` after 30 days or a 410. */
export const pairingRequestStates = ['none', 'sending', 'retrying', 'taken', 'given_up'] as const;

export const PairingProgress = z.object({
  request: z.enum(pairingRequestStates),
  tries: z.number().int(),
  lastStatus: z
    .number()
    .int()
    .nullable()
    .meta({ description: "the partner's last HTTP status; null when it did not answer" }),
  nextTryAt: z.string().nullable(),
  takenAt: z.string().nullable(),
});
export type PairingProgress = z.output<typeof PairingProgress>;

export const getPairingProgress = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/connections/:connectionId/pairing',
  summary: 'How far a pairing request has come on its way to the partner',
  params: ConnectionParams,
  reply: PairingProgress,
});

/** Begins Open ID Connect; the browser then goes to `redirectTo` at the partner. */
export const startAuthorization = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/integrations/:integrationId/authorize',
  summary: 'Begin signing in at the partner (Open ID Connect)',
  params: TenantIntegrationParams,
  body: z.object({ addAccount: z.boolean().default(false) }),
  reply: z.object({ redirectTo: z.string(), connectionId: Id }),
  problems: [
    'agreement_needed',
    'integration_inactive',
    'access_withdrawn',
    'wrong_authorization_type',
    'connection_state',
    'partner_unreachable',
    'partner_refused',
  ],
});

export const getConnection = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/connections/:connectionId',
  summary: 'One connection',
  params: ConnectionParams,
  reply: Connection,
});

export const disconnect = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/connections/:connectionId/disconnect',
  summary: 'Disconnect; the partner is told, leads already here stay workable',
  params: ConnectionParams,
  reply: Connection,
  problems: ['connection_state'],
});

/** Where the browser lands after the partner: `result` is `connected`, `same_account` or a failure code. */
export const connectionResultPath = (tenantId: string, integrationId: string) =>
  `/tenant/${tenantId}/integrations/${integrationId}/result`;

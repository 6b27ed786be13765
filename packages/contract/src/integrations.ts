import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import {
  General,
  GeneralView,
  partnerAuthorizationTypes,
  tenantAuthorizationTypes,
} from './integration-general.ts';
import {
  ExtraDetail,
  ExtraDetails,
  sections,
  SectionState,
  SigningKeyView,
  tenantAccessModes,
  TenantAccess,
  Urls,
  UrlsView,
  Webhooks,
  WebhooksView,
} from './integration-sections.ts';
import { Done, Id, IdParams, PageQuery, pageOf, Version } from './page.ts';

export const integrationStatuses = ['draft', 'active', 'inactive'] as const;
export type IntegrationStatus = (typeof integrationStatuses)[number];

export const IntegrationRow = z.object({
  id: Id,
  name: z.string(),
  status: z.enum(integrationStatuses),
  logoUrl: z.string().nullable(),
  tenantAuthorizationType: z.enum(tenantAuthorizationTypes),
  partnerAuthorizationType: z.enum(partnerAuthorizationTypes),
  sectionsComplete: z.number().int().meta({ description: 'of 6' }),
  connectedTenants: z.number().int(),
  leadsIn7Days: z.number().int().nullable(),
  webhookSuccessIn24h: z
    .number()
    .nullable()
    .meta({ description: 'share from 0 to 1; null when none was sent' }),
  updatedAt: z.string(),
  updatedByName: z.string(),
});
export type IntegrationRow = z.output<typeof IntegrationRow>;

/** What people type to search by name. */
const SearchText = z
  .string()
  .trim()
  .max(100, { message: 'Search for at most 100 characters' })
  .regex(/^\P{Cc}*$/u, { message: 'Remove the control characters' });

export const IntegrationListQuery = PageQuery.extend({
  search: SearchText.optional(),
  status: z.enum(integrationStatuses).optional(),
  authorization: z.enum(tenantAuthorizationTypes).optional(),
  sort: z.enum(['name', '-name', 'status', '-status', 'updatedAt', '-updatedAt']).default('name'),
});

const tag = 'Integrations';
const admin = { surface: 'admin', tag } as const;

export const listIntegrations = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/integrations',
  summary: 'List integrations',
  query: IntegrationListQuery,
  reply: pageOf(IntegrationRow),
});

/** The address of a logo as we redrew it; it changes with the picture, so it may be cached for ever. */
export function logoUrlOf(integrationId: string, sha256: string): string {
  return `/api/logos/${integrationId}/${sha256}.png`;
}

/** One thing that keeps an integration from being active, with the section that mends it. */
export const MissingPart = z.object({
  section: z.enum([...sections, 'credentials']),
  message: z.string(),
});
export type MissingPart = z.output<typeof MissingPart>;

export const PartnerCredential = z.object({
  id: Id,
  kind: z.enum(partnerAuthorizationTypes),
  mode: z.enum(['live', 'sandbox']),
  clientId: z.string(),
  secretEnd: z.string(),
  createdAt: z.string(),
  createdByName: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export type PartnerCredential = z.output<typeof PartnerCredential>;

export const Integration = z.object({
  id: Id,
  status: z.enum(integrationStatuses),
  logoUrl: z.string().nullable(),
  callbackUrl: z.string(),
  general: GeneralView,
  extraDetails: z.array(ExtraDetail),
  webhooks: WebhooksView,
  signingKeys: z.array(SigningKeyView),
  urls: UrlsView,
  tenantAccess: z.object({
    mode: z.enum(tenantAccessModes).nullable(),
    enabledCount: z.number().int(),
  }),
  credentials: z.array(PartnerCredential),
  sections: z.array(SectionState),
  missing: z
    .array(MissingPart)
    .meta({ description: 'what activation still needs; empty when it may' }),
  connectedTenants: z.number().int(),
  openLeads: z.number().int(),
  waitingDeliveries: z.number().int(),
  updatedAt: z.string(),
  updatedByName: z.string(),
});
export type Integration = z.output<typeof Integration>;

export const getIntegration = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/integrations/:id',
  summary: 'Get one integration with all its sections',
  params: IdParams,
  reply: Integration,
});

/** The Callback URL that a new integration with this id will have; the id is made in the browser. */
export const getCallbackUrl = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/integrations/:id/callback-url',
  summary: 'The Callback URL of an integration that may not exist yet',
  params: IdParams,
  reply: z.object({ callbackUrl: z.string() }),
});

export const createIntegration = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations',
  summary: 'Create an integration with its General Information',
  description:
    'The id is a version 7 UUID made by the caller; the same create again changes nothing.',
  body: z.object({ id: Id, general: General }),
  reply: Integration,
  problems: ['name_taken', 'changed_meanwhile'],
});

export const saveGeneral = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/integrations/:id/general',
  summary: 'Save General Information',
  params: IdParams,
  body: z.object({ version: Version, general: General }),
  reply: Integration,
  problems: ['name_taken', 'changed_meanwhile', 'would_become_incomplete', 'tenants_connected'],
});

export const saveLogo = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/integrations/:id/logo',
  summary: 'Save the logo',
  description:
    'Multipart field `file`: .jpeg, .png, .jpg or .svg, at most 1 MB. It is redrawn to PNG.',
  bodyFormat: 'multipart',
  params: IdParams,
  reply: Integration,
  problems: ['file_refused'],
});

export const removeLogo = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/integrations/:id/logo',
  summary: 'Remove the logo',
  params: IdParams,
  reply: Integration,
});

export const saveExtraDetails = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/integrations/:id/extra-details',
  summary: 'Save Extra Details',
  params: IdParams,
  body: z.object({ version: Version, extraDetails: ExtraDetails }),
  reply: Integration,
  problems: ['changed_meanwhile', 'would_become_incomplete'],
});

export const saveWebhooks = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/integrations/:id/webhooks',
  summary: 'Save Webhooks',
  params: IdParams,
  body: z.object({ version: Version, webhooks: Webhooks }),
  reply: Integration,
  problems: ['changed_meanwhile', 'would_become_incomplete'],
});

export const saveUrls = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/integrations/:id/urls',
  summary: 'Save URLs',
  params: IdParams,
  body: z.object({ version: Version, urls: Urls }),
  reply: Integration,
  problems: ['changed_meanwhile', 'would_become_incomplete'],
});

export const saveTenantAccess = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/integrations/:id/tenant-access',
  summary: 'Save Tenant Access',
  description:
    'Taking access from connected tenants needs `confirm: true`; their connections are closed.',
  params: IdParams,
  body: z.object({ version: Version, tenantAccess: TenantAccess, confirm: z.boolean().optional() }),
  reply: Integration,
  problems: ['changed_meanwhile', 'confirmation_needed', 'would_become_incomplete'],
});

export const AccessTenant = z.object({
  id: Id,
  name: z.string(),
  locality: z.string(),
  region: z.string(),
  enabled: z.boolean(),
  connected: z.boolean(),
});

export const listAccessTenants = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/integrations/:id/tenants',
  summary: 'Search tenants by name, with whether each is enabled for this integration',
  params: IdParams,
  query: PageQuery.extend({
    search: SearchText.optional(),
    enabled: z.enum(['true', 'false']).optional(),
  }),
  reply: pageOf(AccessTenant),
});

export const activateIntegration = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/activate',
  summary: 'Turn the Status on',
  description: 'Refused with `not_ready` and the list of what is missing in `context.missing`.',
  params: IdParams,
  reply: Integration,
  problems: ['not_ready'],
});

export const deactivateIntegration = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/deactivate',
  summary: 'Turn the Status off',
  params: IdParams,
  reply: Integration,
});

export const deleteIntegration = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/integrations/:id',
  summary: 'Delete an integration',
  description: 'While tenants are connected, `confirmName` must be the partner name.',
  params: IdParams,
  query: z.object({ confirmName: z.string().max(100).optional() }),
  reply: Done,
  problems: ['confirmation_needed'],
});

const CredentialParams = IdParams.extend({ credentialId: Id });

/** The secret is in this reply and nowhere else. */
export const NewCredential = z.object({ credential: PartnerCredential, secret: z.string() });

export const createCredential = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/credentials',
  summary: 'Create a partner credential; its secret is shown once',
  params: IdParams,
  body: z.object({
    mode: z.enum(['live', 'sandbox']).default('live'),
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
  }),
  reply: NewCredential,
});

export const rotateCredential = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/credentials/:credentialId/rotate',
  summary: 'Replace a credential; the old one works until the overlap ends',
  params: CredentialParams,
  body: z.object({ overlapHours: z.number().int().min(0).max(720).default(24) }),
  reply: NewCredential,
  problems: ['changed_meanwhile'],
});

export const revokeCredential = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/integrations/:id/credentials/:credentialId',
  summary: 'Revoke a credential at once',
  description: 'Revoking the last one of an active integration needs `confirm=true`.',
  params: CredentialParams,
  query: z.object({ confirm: z.enum(['true', 'false']).optional() }),
  reply: Done,
  problems: ['confirmation_needed'],
});

export const generateSigningKey = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/signing-key',
  summary: 'Generate the Webhook Message Signing key',
  params: IdParams,
  reply: z.object({ signingKey: SigningKeyView, secret: z.string() }),
  problems: ['in_use'],
});

export const rotateSigningKey = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/signing-key/rotate',
  summary: 'Make a new signing key; both sign until the overlap ends',
  params: IdParams,
  body: z.object({ overlapHours: z.number().int().min(0).max(720).default(24) }),
  reply: z.object({ signingKey: SigningKeyView, secret: z.string() }),
});

export const revealSigningKey = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/signing-key/reveal',
  summary: 'Reveal the signing keys (audited)',
  params: IdParams,
  reply: z.object({
    keys: z.array(z.object({ id: Id, secret: z.string(), expiresAt: z.string().nullable() })),
  }),
});

export const removeSigningKey = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/integrations/:id/signing-key',
  summary: 'Remove the signing keys; messages go out unsigned',
  params: IdParams,
  reply: Done,
  problems: ['in_use'],
});

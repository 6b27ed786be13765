import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Integration, IntegrationRow, integrationStatuses } from './integration.ts';
import { General, tenantAuthorizationTypes } from './integration-general.ts';
import { ExtraDetails, TenantAccess, Urls, Webhooks } from './integration-sections.ts';
import { Done, Id, IdParams, PageQuery, pageOf, Version } from './page.ts';

export * from './integration.ts';

/** What people type to search by name. */
const SearchText = z
  .string()
  .trim()
  .max(100, { message: 'Search for at most 100 characters' })
  .regex(/^\P{Cc}*$/u, { message: 'Remove the control characters' });

export const IntegrationListQuery = PageQuery.extend({
  search: SearchText.optional(),
  status: z
    .enum([...integrationStatuses, 'deleted'])
    .optional()
    .meta({ description: '`deleted` lists what was deleted, which no other value does' }),
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
  reply: pageOf(IntegrationRow).extend({
    summedAt: z
      .string()
      .nullable()
      .meta({ description: 'when the hourly sums behind the figures were made last' }),
  }),
});

/** The address of a logo as we redrew it; it changes with the picture, so it may be cached for ever. */
export function logoUrlOf(integrationId: string, sha256: string): string {
  return `/api/logos/${integrationId}/${sha256}.png`;
}

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
  description:
    'Another issuer while tenants are connected needs `confirm: true`; their connections keep routing.',
  params: IdParams,
  body: z.object({ version: Version, urls: Urls, confirm: z.boolean().optional() }),
  reply: Integration,
  problems: ['changed_meanwhile', 'confirmation_needed', 'would_become_incomplete'],
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
    connected: z.literal('true').optional().meta({ description: 'only those connected now' }),
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

export const restoreIntegration = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/restore',
  summary: 'Restore a deleted integration',
  description:
    'Within 30 days. It comes back inactive, with nobody connected and no credential alive. Where another integration took its name, give it a new one. One that is not deleted is left as it is.',
  params: IdParams,
  body: z.object({ name: General.shape.name.optional() }),
  reply: Integration,
  problems: ['name_taken', 'restore_expired'],
});

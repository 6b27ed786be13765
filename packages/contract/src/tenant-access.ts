import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { AccessTenant } from './integrations.ts';
import { IdParams } from './page.ts';

export const pastedIdsMax = 10_000;

/** What became of pasted ids. Nothing is changed by asking. */
export const ResolvedTenants = z.object({
  found: z.array(AccessTenant).meta({ description: 'by name; active tenants only' }),
  inactive: z.array(z.object({ id: z.string(), name: z.string() })).meta({
    description: 'tenants that are not active on the platform: they cannot be enabled',
  }),
  unknown: z.array(z.string()).meta({ description: 'as they were pasted' }),
  duplicates: z.number().int().meta({ description: 'ids that name a tenant once more' }),
});
export type ResolvedTenants = z.output<typeof ResolvedTenants>;

export const resolveTenants = defineEndpoint({
  surface: 'admin',
  tag: 'Integrations',
  method: 'POST',
  url: '/api/admin/integrations/:id/tenant-access/resolve',
  summary: 'Find tenants by many ids at once, ours or those of the host platform',
  description: 'Changes nothing; what is found can be named in a save of Tenant Access.',
  params: IdParams,
  body: z.object({
    ids: z
      .array(z.string().trim().min(1).max(200))
      .min(1, { message: 'Paste at least one id' })
      .max(pastedIdsMax, { message: 'Paste at most 10,000 ids at once' }),
  }),
  reply: ResolvedTenants,
});

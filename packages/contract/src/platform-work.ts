import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { typed } from './lead.ts';
import { Id, PageQuery, pageOf } from './page.ts';
import { ExternalId, PlatformTenantParams, SaveResult } from './platform-tenants.ts';

const work = { surface: 'platform', tag: 'Business units and job types' } as const;

export const WorkBody = z.object({
  name: typed(200).min(1, { message: 'Give it a name' }),
  active: z.boolean().optional().meta({ description: 'left out: as it is, true for a new one' }),
});
export type WorkBody = z.output<typeof WorkBody>;

/** A business unit or a job type of a tenant. */
export const PlatformWork = z.object({
  id: Id,
  externalId: z.string(),
  name: z.string(),
  active: z.boolean(),
});
export type PlatformWork = z.output<typeof PlatformWork>;

export const WorkParams = z.object({ externalId: ExternalId, workExternalId: ExternalId });
const WorkSaved = z.object({ result: SaveResult, item: PlatformWork });
const unitsAt = '/api/platform/tenants/:externalId/business-units' as const;
const jobTypesAt = '/api/platform/tenants/:externalId/job-types' as const;

export const listPlatformBusinessUnits = defineEndpoint({
  ...work,
  method: 'GET',
  url: unitsAt,
  summary: 'Business units of a tenant, by external id',
  params: PlatformTenantParams,
  query: PageQuery,
  reply: pageOf(PlatformWork),
});

export const getPlatformBusinessUnit = defineEndpoint({
  ...work,
  method: 'GET',
  url: `${unitsAt}/:workExternalId`,
  summary: 'One business unit',
  params: WorkParams,
  reply: PlatformWork,
});

export const savePlatformBusinessUnit = defineEndpoint({
  ...work,
  method: 'PUT',
  url: `${unitsAt}/:workExternalId`,
  summary: 'Create or replace a business unit',
  params: WorkParams,
  body: WorkBody,
  reply: WorkSaved,
});

export const deactivatePlatformBusinessUnit = defineEndpoint({
  ...work,
  method: 'DELETE',
  url: `${unitsAt}/:workExternalId`,
  summary: 'Make a business unit inactive: leads keep it, nothing new gets it',
  params: WorkParams,
  reply: WorkSaved,
});

export const listPlatformJobTypes = defineEndpoint({
  ...work,
  method: 'GET',
  url: jobTypesAt,
  summary: "A tenant's own job types, by external id",
  params: PlatformTenantParams,
  query: PageQuery,
  reply: pageOf(PlatformWork),
});

export const getPlatformJobType = defineEndpoint({
  ...work,
  method: 'GET',
  url: `${jobTypesAt}/:workExternalId`,
  summary: 'One job type of a tenant',
  params: WorkParams,
  reply: PlatformWork,
});

export const savePlatformJobType = defineEndpoint({
  ...work,
  method: 'PUT',
  url: `${jobTypesAt}/:workExternalId`,
  summary: 'Create or replace a job type of a tenant',
  params: WorkParams,
  body: WorkBody,
  reply: WorkSaved,
});

export const deactivatePlatformJobType = defineEndpoint({
  ...work,
  method: 'DELETE',
  url: `${jobTypesAt}/:workExternalId`,
  summary: 'Make a job type inactive: leads keep it, nothing new gets it',
  params: WorkParams,
  reply: WorkSaved,
});

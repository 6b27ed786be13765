import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id } from './page.ts';
import { TenantParams } from './tenant-integrations.ts';

const tenant = { surface: 'tenant', tag: 'Job type mapping' } as const;

export const NamedItem = z.object({ id: Id, name: z.string() });

export const MappingRow = z.object({
  standardJobTypeId: Id,
  name: z.string(),
  trade: z.string(),
  usedBy: z
    .array(z.string())
    .meta({ description: 'names of the partners that offer it to this tenant' }),
  tenantJobTypeIds: z.array(Id),
  businessUnitIds: z.array(Id),
});
export type MappingRow = z.output<typeof MappingRow>;

export const TenantMapping = z.object({
  version: z.number().int(),
  jobTypes: z.array(NamedItem),
  businessUnits: z.array(NamedItem),
  rows: z.array(MappingRow),
});
export type TenantMapping = z.output<typeof TenantMapping>;

export const getTenantMapping = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/job-type-mapping',
  summary: "Standard job types with the tenant's own job types and business units",
  params: TenantParams,
  query: z.object({ integrationId: Id.optional() }),
  reply: TenantMapping,
});

export const saveTenantMapping = defineEndpoint({
  ...tenant,
  method: 'PUT',
  url: '/api/tenant/:tenantId/job-type-mapping',
  summary: 'Save the mapping; names only the standard job types that change',
  params: TenantParams,
  body: z.object({
    version: z.number().int(),
    rows: z
      .array(
        z.object({
          standardJobTypeId: Id,
          tenantJobTypeIds: z.array(Id).max(100),
          businessUnitIds: z.array(Id).max(100),
        }),
      )
      .max(1000),
  }),
  reply: z.object({ version: z.number().int() }),
  problems: ['changed_meanwhile'],
});

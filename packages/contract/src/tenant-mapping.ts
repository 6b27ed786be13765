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

export const TenantMappingProposal = z.object({
  standardJobTypeId: Id,
  options: z
    .array(
      z.object({
        tenantJobTypeId: Id,
        confidence: z.number().min(0).max(1),
        matched: z.array(z.string()).meta({
          description: "words of the tenant's own name that spoke for it, in lower case",
        }),
      }),
    )
    .min(1)
    .max(3)
    .meta({ description: 'the likeliest first' }),
  businessUnitIds: z.array(Id).meta({
    description:
      'units that do the rest of the trade; empty where none is likely or some are chosen',
  }),
});
export type TenantMappingProposal = z.output<typeof TenantMappingProposal>;

export const suggestTenantMapping = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/job-type-mapping/suggestions',
  summary: 'Proposals for the standard job types that are not mapped',
  description: 'Changes nothing; a person accepts or rejects each, and saves the mapping.',
  params: TenantParams,
  query: z.object({ integrationId: Id.optional() }),
  reply: z.object({
    proposals: z.array(TenantMappingProposal).meta({ description: 'the surest first' }),
    unmappedCount: z.number().int(),
  }),
});

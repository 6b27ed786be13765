import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, pageOf, PageQuery, Version } from './page.ts';

const admin = { surface: 'admin', tag: 'Standard job types' } as const;

/** Imports read `none` as "clear the mapping", so nothing may be called so. */
export const CatalogueName = z
  .string()
  .trim()
  .min(1, 'Enter a name')
  .max(100, 'Use at most 100 characters')
  .regex(/^\P{C}*$/u, 'Use characters that can be printed')
  .refine(
    (name) => name.toLowerCase() !== 'none',
    'Choose another name: imports read “none” as no mapping',
  );

const Name = z.object({ name: CatalogueName });
const Renamed = z.object({ version: Version, name: CatalogueName });
const Changed = z.object({ version: Version });

export const CatalogueType = z.object({
  id: Id,
  name: z.string(),
  version: Version,
  retiredAt: Instant.nullable(),
  formerNames: z
    .array(z.string())
    .meta({ description: 'still valid in imports, the latest first' }),
  integrationCount: z.number().int(),
  partnerJobTypeCount: z.number().int(),
  tenantCount: z.number().int().nullable().meta({ description: 'null above 10,000' }),
});
export type CatalogueType = z.output<typeof CatalogueType>;

export const CatalogueTrade = z.object({
  id: Id,
  name: z.string(),
  version: Version,
  formerNames: z.array(z.string()),
  standardJobTypes: z.array(CatalogueType),
});
export type CatalogueTrade = z.output<typeof CatalogueTrade>;

export const getCatalogue = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/standard-job-types/catalogue',
  summary: 'All trades and standard job types, retired ones too, with where they are used',
  reply: z.object({ trades: z.array(CatalogueTrade) }),
});

export const TypeUse = z.object({
  integrationId: Id,
  integrationName: z.string(),
  partnerJobTypeId: Id,
  partnerId: z.string(),
  name: z.string(),
  category: z.string(),
});
export type TypeUse = z.output<typeof TypeUse>;

export const listTypeUses = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/standard-job-types/:id/uses',
  summary: 'Which partner job types of which integrations are mapped to a standard job type',
  params: IdParams,
  query: PageQuery,
  reply: pageOf(TypeUse),
});

export const addTrade = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/trades',
  summary: 'Add a trade',
  body: Name,
  reply: z.object({ id: Id }),
  problems: ['name_taken'],
});

export const renameTrade = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/trades/:id/name',
  summary: 'Rename a trade; its old name stays valid in imports',
  params: IdParams,
  body: Renamed,
  reply: Done,
  problems: ['name_taken', 'changed_meanwhile'],
});

export const removeTrade = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/trades/:id',
  summary: 'Remove a trade that has no standard job types',
  params: IdParams,
  reply: Done,
  problems: ['in_use'],
});

export const addStandardJobType = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/trades/:id/standard-job-types',
  summary: 'Add a standard job type to a trade',
  params: IdParams,
  body: Name,
  reply: z.object({ id: Id }),
  problems: ['name_taken'],
});

export const renameStandardJobType = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/standard-job-types/:id/name',
  summary: 'Rename a standard job type; its old name stays valid in imports',
  params: IdParams,
  body: Renamed,
  reply: Done,
  problems: ['name_taken', 'changed_meanwhile'],
});

export const retireStandardJobType = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/standard-job-types/:id/retire',
  summary: 'Stop offering a standard job type; what is mapped to it keeps working',
  params: IdParams,
  body: Changed,
  reply: Done,
  problems: ['changed_meanwhile'],
});

export const restoreStandardJobType = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/standard-job-types/:id/restore',
  summary: 'Offer a retired standard job type again',
  params: IdParams,
  body: Changed,
  reply: Done,
  problems: ['changed_meanwhile'],
});

export const removeStandardJobType = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/standard-job-types/:id',
  summary: 'Remove a standard job type that nothing uses; retire one that is in use',
  params: IdParams,
  reply: Done,
  problems: ['in_use'],
});

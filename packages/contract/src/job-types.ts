import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Integration } from './integrations.ts';
import { Id, IdParams, PageQuery, pageOf, Version } from './page.ts';

export const csvBytesMax = 10 * 1024 * 1024;
export const csvRowsMax = 50_000;
export const csvColumns = [
  'Partner Job Type ID',
  'Partner Job Type Name',
  'Category',
  'Trade',
  'Standard Job Type',
] as const;

export const StandardJobType = z.object({ id: Id, name: z.string() });
export const Trade = z.object({
  id: Id,
  name: z.string(),
  standardJobTypes: z.array(StandardJobType),
});
export type Trade = z.output<typeof Trade>;

const tag = 'Job types';
const admin = { surface: 'admin', tag } as const;

export const listTrades = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/standard-job-types',
  summary: 'The catalogue: trades with their standard job types',
  reply: z.object({ trades: z.array(Trade) }),
});

export const PartnerJobType = z.object({
  id: Id,
  partnerId: z.string().meta({ description: "the partner's own id, slot.serviceId in bookings" }),
  name: z.string(),
  category: z.string(),
  standardJobTypeId: Id.nullable(),
});
export type PartnerJobType = z.output<typeof PartnerJobType>;

export const RetiredJobType = z.object({
  id: Id,
  name: z.string(),
  tradeId: Id,
  trade: z.string(),
});
export type RetiredJobType = z.output<typeof RetiredJobType>;

export const getJobTypeMapping = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/integrations/:id/job-type-mapping',
  summary: 'Partner job types and what each is mapped to',
  params: IdParams,
  reply: z.object({
    version: Version,
    partnerJobTypes: z.array(PartnerJobType),
    retired: z.array(RetiredJobType).meta({
      description: 'retired standard job types that are still mapped; their mappings keep working',
    }),
  }),
});

export const saveJobTypeMapping = defineEndpoint({
  ...admin,
  method: 'PUT',
  url: '/api/admin/integrations/:id/job-type-mapping',
  summary: 'Save which standard job type each partner job type maps to',
  description: 'Names only what changes; null unmaps.',
  params: IdParams,
  body: z.object({
    version: Version,
    mappings: z
      .array(z.object({ partnerJobTypeId: Id, standardJobTypeId: Id.nullable() }))
      .max(50_000),
  }),
  reply: Integration,
  problems: ['changed_meanwhile', 'would_become_incomplete'],
});

export const CsvFault = z.object({
  line: z.number().int().meta({ description: 'line of the file, from 1' }),
  column: z.string(),
  value: z.string(),
  reason: z.string(),
});
export type CsvFault = z.output<typeof CsvFault>;

/** What an upload would do. While there are faults it can be reviewed, but not applied. */
export const JobTypePreview = z.object({
  previewId: Id,
  rowCount: z.number().int().meta({ description: 'rows without faults' }),
  newCount: z.number().int(),
  renamedCount: z.number().int(),
  remappedCount: z.number().int(),
  removedCount: z.number().int(),
  unchangedCount: z.number().int(),
  removedMappedCount: z.number().int(),
  mappedCountNow: z.number().int(),
  faultCount: z.number().int(),
});
export type JobTypePreview = z.output<typeof JobTypePreview>;

export const reviewKinds = ['new', 'renamed', 'remapped', 'removed', 'error'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

const MappedTo = z.object({ trade: z.string(), name: z.string() });
export type MappedTo = z.output<typeof MappedTo>;
const reviewed = { partnerId: z.string(), name: z.string(), category: z.string() };
const line = CsvFault.shape.line;

/** One line of the review, by its tab. */
export const JobTypeReviewRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('new'), line, ...reviewed, mappedTo: MappedTo.nullable() }),
  z.object({
    kind: z.literal('renamed'),
    line,
    ...reviewed,
    nameBefore: z.string(),
    categoryBefore: z.string(),
  }),
  z.object({
    kind: z.literal('remapped'),
    line,
    ...reviewed,
    mappedBefore: MappedTo.nullable(),
    mappedTo: MappedTo.nullable(),
  }),
  z.object({
    kind: z.literal('removed'),
    ...reviewed,
    mappedBefore: MappedTo.nullable().meta({ description: 'the mapping that goes with it' }),
  }),
  z.object({ kind: z.literal('error'), ...CsvFault.shape }),
]);
export type JobTypeReviewRow = z.output<typeof JobTypeReviewRow>;

export const listJobTypeReviewRows = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/integrations/:id/job-types/previews/:previewId/rows',
  summary: 'What an upload would change, line by line',
  description: 'Removed rows that lose a mapping come first; the others in the order of the file.',
  params: IdParams.extend({ previewId: Id }),
  query: PageQuery.extend({
    kind: z.enum(reviewKinds),
    search: z.string().max(200).optional(),
  }),
  reply: pageOf(JobTypeReviewRow),
  problems: ['preview_expired'],
});

export const previewJobTypes = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/job-types/preview',
  summary: 'Read a CSV of partner job types and say what it would change',
  description:
    'Multipart field `file`, at most 10 MB and 50,000 rows. Nothing changes until it is applied.',
  bodyFormat: 'multipart',
  params: IdParams,
  reply: JobTypePreview,
  problems: ['file_refused'],
});

export const applyJobTypes = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/job-types/apply',
  summary: 'Apply a reviewed CSV, all of it or nothing',
  description:
    'Removing over 20 % of the mapped job types needs `confirmRemovedMapped`, their count.',
  params: IdParams,
  body: z.object({ previewId: Id, confirmRemovedMapped: z.number().int().optional() }),
  reply: Integration,
  problems: [
    'preview_expired',
    'file_refused',
    'changed_meanwhile',
    'confirmation_needed',
    'would_become_incomplete',
  ],
});

/** These answer text/csv, so they are addresses to link to rather than endpoints to call. */
export const jobTypeTemplateUrl = '/api/admin/job-types/template.csv';
export const jobTypeExportUrl = (integrationId: string) =>
  `/api/admin/integrations/${integrationId}/job-types.csv`;
export const jobTypeBadRowsUrl = (integrationId: string, previewId: string) =>
  `/api/admin/integrations/${integrationId}/job-types/previews/${previewId}/bad-rows.csv`;

import { z } from 'zod';
import { Capacity } from './capacity.ts';
import { defineEndpoint } from './endpoint.ts';
import { ExternalId, saveResults, TenantBody } from './platform-tenants.ts';
import { PlatformEmail, PlatformUserBody } from './platform-users.ts';
import { WorkBody } from './platform-work.ts';
import { FieldFault } from './problem.ts';

export const bulkLinesMax = 100_000;
export const bulkLineBytesMax = 64 * 1024;

const ofTenant = { tenantExternalId: ExternalId };

/** One line: what it is, which one, and in `value` the body of its PUT. */
export const BulkLine = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('tenant'), externalId: ExternalId, value: TenantBody }),
    z.object({
      type: z.literal('business-unit'),
      ...ofTenant,
      externalId: ExternalId,
      value: WorkBody,
    }),
    z.object({ type: z.literal('job-type'), ...ofTenant, externalId: ExternalId, value: WorkBody }),
    z.object({
      type: z.literal('capacity'),
      ...ofTenant,
      externalId: ExternalId.meta({ description: 'of the business unit' }),
      value: Capacity,
    }),
    z.object({
      type: z.literal('user'),
      ...ofTenant,
      email: PlatformEmail,
      value: PlatformUserBody,
    }),
  ],
  { error: 'type is tenant, business-unit, job-type, capacity or user' },
);
export type BulkLine = z.output<typeof BulkLine>;

/** What became of a line; `line` counts from 1, empty lines too. */
export const BulkResult = z.object({
  line: z.number().int(),
  result: z.enum([...saveResults, 'refused']),
  code: z.string().optional().meta({ description: 'why it was refused, as in problem details' }),
  detail: z.string().optional(),
  errors: z.array(FieldFault).optional(),
});
export type BulkResult = z.output<typeof BulkResult>;

/** The last line of the answer. Without it the answer was cut off. */
export const BulkSummary = z.object({
  complete: z.boolean().meta({
    description: 'false: lines after the last result were not looked at; send them again',
  }),
  lines: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  refused: z.number().int(),
  code: z.string().optional(),
  detail: z.string().optional(),
});
export type BulkSummary = z.output<typeof BulkSummary>;

export const savePlatformBulk = defineEndpoint({
  surface: 'platform',
  tag: 'Bulk',
  method: 'POST',
  url: '/api/platform/bulk',
  summary: 'Save many tenants and what belongs to them by NDJSON',
  description:
    'Content-Type application/x-ndjson: a JSON object per line, up to 100,000 lines of 64 kB each. Answers a line per line, in order and while the body still comes, and a summary at the end. A line that is refused does not touch its neighbours; lines are saved in groups, each group in one transaction. Send it again after a break: what is there already is `unchanged`.',
  bodyFormat: 'ndjson',
  reply: z.union([BulkResult, BulkSummary]),
});

import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id, IdParams, PageQuery, pageOf } from './page.ts';
import { FieldFault } from './problem.ts';

export const refusedRequestDays = 30;

export const RefusedRequestRow = z.object({
  id: Id,
  integrationId: Id,
  integrationName: z.string(),
  at: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.number().int(),
  code: z.string().meta({ description: 'problem code, or the OAuth error of /connect/token' }),
  title: z.string(),
  requestId: z.string(),
  partnerBookingId: z.string().nullable(),
  durationMs: z.number().int(),
  test: z.boolean(),
  leftOut: z
    .number()
    .int()
    .meta({ description: 'refused calls of the same minute after this one that were not kept' }),
});
export type RefusedRequestRow = z.output<typeof RefusedRequestRow>;

export const RefusedRequest = RefusedRequestRow.extend({
  detail: z.string(),
  errors: z.array(FieldFault),
  clientId: z.string().nullable(),
  body: z.string().nullable().meta({ description: 'JSON with personal data masked' }),
  bodyCut: z.boolean(),
});
export type RefusedRequest = z.output<typeof RefusedRequest>;

const admin = { surface: 'admin', tag: 'Requests' } as const;

export const listRefusedRequests = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/requests',
  summary: 'Partner calls that were refused in the last 30 days, newest first',
  query: PageQuery.extend({
    integrationId: Id.optional(),
    status: z.coerce.number().int().min(400).max(499).optional(),
    code: z.string().max(100).optional(),
    path: z.string().max(300).optional().meta({ description: 'how the path begins' }),
    search: z
      .string()
      .trim()
      .max(200)
      .optional()
      .meta({ description: 'a whole request id or partnerBookingId' }),
  }),
  reply: pageOf(RefusedRequestRow),
});

export const getRefusedRequest = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/requests/:id',
  summary: 'One refused call with its answer and its masked body',
  params: IdParams,
  reply: RefusedRequest,
});

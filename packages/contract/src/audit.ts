import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id, IdParams, Instant, PageQuery, pageOf } from './page.ts';

export const actorKinds = ['staff', 'tenant', 'partner', 'platform', 'system'] as const;

export const AuditRow = z.object({
  id: Id,
  at: z.string(),
  actorKind: z.enum(actorKinds),
  actorId: z.string().nullable(),
  actorName: z.string(),
  action: z.string().meta({ description: 'such as integration.save_webhooks' }),
  integration: z.object({ id: Id, name: z.string(), deleted: z.boolean() }).nullable(),
  tenant: z.object({ id: Id, name: z.string() }).nullable(),
  subject: z.object({
    kind: z.string(),
    id: z.string(),
    name: z.string().nullable().meta({ description: 'where it has one and is still there' }),
  }),
  requestId: z.string().nullable(),
});
export type AuditRow = z.output<typeof AuditRow>;

export const AuditEntry = AuditRow.extend({
  before: z.unknown().meta({ description: 'the state before; secrets read "[secret]"' }),
  after: z.unknown(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

const words = z.string().trim().max(200);

export const AuditFilter = z.object({
  integrationId: Id.optional(),
  tenantId: Id.optional(),
  subjectId: words.optional(),
  action: words.optional().meta({ description: 'one act, or a group of acts such as signing_key' }),
  actor: words.optional().meta({ description: 'how a name begins, or a whole id' }),
  requestId: words.optional(),
  from: Instant.optional().meta({ description: 'this instant and later' }),
  to: Instant.optional().meta({ description: 'before this instant' }),
  search: words.optional().meta({
    description: 'how the name of who did it begins, or a whole id: subject, request, entry',
  }),
});
export type AuditFilter = z.output<typeof AuditFilter>;

const admin = { surface: 'admin', tag: 'Audit' } as const;

export const listAudit = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/audit',
  summary: 'Who did what, newest first',
  query: PageQuery.extend(AuditFilter.shape),
  reply: pageOf(AuditRow),
});

export const getAuditEntry = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/audit/:id',
  summary: 'One entry with the state before and after',
  params: IdParams,
  reply: AuditEntry,
});

/** What is filtered, as a file; takes AuditFilter as its query. */
export const auditCsvUrl = '/api/admin/audit.csv';
/** The file ends here and says so. */
export const auditCsvRowsMax = 100_000;

import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import type { AuditFilter } from '@leads/contract/audit';
import { contextOf, mount } from '#platform/http/mount.ts';
import { exportAudit } from './export-audit.ts';
import { getAuditEntry } from './get-audit-entry.ts';
import { listAudit } from './list-audit.ts';

export function auditRoutes(app: FastifyInstance): void {
  mount(app, api.listAudit, ({ ctx, query }) => listAudit(ctx, query));
  mount(app, api.getAuditEntry, ({ ctx, params }) => getAuditEntry(ctx, params.id));
  app.route({
    method: 'GET',
    url: api.auditCsvUrl,
    schema: { hide: true, querystring: api.AuditFilter } as object,
    config: { surface: 'admin' },
    handler: async (request, reply) => {
      const rows = exportAudit(contextOf(request), request.query as AuditFilter);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="audit-log.csv"')
        .header('cache-control', 'no-store')
        .send(Readable.from(rows));
    },
  });
}

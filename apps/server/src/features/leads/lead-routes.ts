import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import type { LeadFilter } from '@leads/contract/leads';
import { contextOf, mount } from '#platform/http/mount.ts';
import { acceptLead } from './acts/accept-lead.ts';
import { addLeadNote } from './acts/add-lead-note.ts';
import { cancelAppointment } from './acts/cancel-appointment.ts';
import { cancelLeadByCustomer } from './acts/cancel-lead-by-customer.ts';
import { declineLead } from './acts/decline-lead.ts';
import { invoiceLead } from './acts/invoice-lead.ts';
import { openLead } from './acts/open-lead.ts';
import { reopenLead } from './acts/reopen-lead.ts';
import { rescheduleLead } from './acts/reschedule-lead.ts';
import { saveEstimate } from './acts/save-estimate.ts';
import { scheduleLead } from './acts/schedule-lead.ts';
import { setJobType } from './acts/set-job-type.ts';
import { releaseLead, takeLead } from './desk/take-lead.ts';
import { leaveLead, viewLead } from './desk/view-lead.ts';
import { eraseLead } from './erase/erase-lead.ts';
import { exportLeads } from './reading/export-leads.ts';
import { getLead } from './reading/get-lead.ts';
import { listLeads } from './reading/list-leads.ts';

/** The tenant portal's inbox and the acts of its office. */
export function leadRoutes(app: FastifyInstance): void {
  mount(app, api.listLeads, ({ ctx, params, query }) => listLeads(ctx, { ...params, ...query }));
  mount(app, api.getLead, ({ ctx, params }) => getLead(ctx, params));
  mount(app, api.openLead, ({ ctx, params }) => openLead(ctx, params));
  mount(app, api.viewLead, ({ ctx, params }) => viewLead(ctx, params));
  mount(app, api.leaveLead, ({ ctx, params }) => leaveLead(ctx, params));
  mount(app, api.takeLead, ({ ctx, params, body }) => takeLead(ctx, { ...params, ...body }));
  mount(app, api.releaseLead, ({ ctx, params, body }) => releaseLead(ctx, { ...params, ...body }));
  mount(app, api.eraseLead, ({ ctx, params }) => eraseLead(ctx, params));
  mountExport(app);
  mountActs(app);
}

function mountExport(app: FastifyInstance): void {
  app.route({
    method: 'GET',
    url: api.leadsCsvUrl,
    schema: { hide: true, params: api.TenantParams, querystring: api.LeadFilter } as object,
    config: { surface: 'tenant' },
    handler: async (request, reply) => {
      const { tenantId } = request.params as { tenantId: string };
      const filter = request.query as LeadFilter;
      const rows = await exportLeads(contextOf(request), { tenantId, ...filter });
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="leads.csv"')
        .header('cache-control', 'no-store')
        .send(Readable.from(rows));
    },
  });
}

function mountActs(app: FastifyInstance): void {
  mount(app, api.acceptLead, ({ ctx, params, body }) => acceptLead(ctx, { ...params, ...body }));
  mount(app, api.declineLead, ({ ctx, params, body }) => declineLead(ctx, { ...params, ...body }));
  mount(app, api.scheduleLead, ({ ctx, params, body }) =>
    scheduleLead(ctx, { ...params, ...body }),
  );
  mount(app, api.setJobType, ({ ctx, params, body }) => setJobType(ctx, { ...params, ...body }));
  mount(app, api.rescheduleLead, ({ ctx, params, body }) =>
    rescheduleLead(ctx, { ...params, ...body }),
  );
  mount(app, api.cancelAppointment, ({ ctx, params, body }) =>
    cancelAppointment(ctx, { ...params, ...body }),
  );
  mount(app, api.saveEstimate, ({ ctx, params, body }) =>
    saveEstimate(ctx, { ...params, ...body }),
  );
  mount(app, api.invoiceLead, ({ ctx, params, body }) => invoiceLead(ctx, { ...params, ...body }));
  mount(app, api.reopenLead, ({ ctx, params, body }) => reopenLead(ctx, { ...params, ...body }));
  mount(app, api.cancelLeadByCustomer, ({ ctx, params, body }) =>
    cancelLeadByCustomer(ctx, { ...params, ...body }),
  );
  mount(app, api.addLeadNote, ({ ctx, params, body }) => addLeadNote(ctx, { ...params, ...body }));
}

import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { mount } from '#platform/http/mount.ts';
import { eraseStaffLead } from '../erase/erase-lead.ts';
import { getStaffLead } from './get-staff-lead.ts';
import { listStaffLeads } from './list-staff-leads.ts';
import { revealCustomer } from './reveal-customer.ts';

/** Leads as staff see them: the customer is masked until a manager reveals it. */
export function adminLeadRoutes(app: FastifyInstance): void {
  mount(app, api.listStaffLeads, ({ ctx, query }) => listStaffLeads(ctx, query));
  mount(app, api.getStaffLead, ({ ctx, params }) => getStaffLead(ctx, params.id));
  mount(app, api.eraseStaffLead, ({ ctx, params }) => eraseStaffLead(ctx, params.id));
  mount(app, api.revealCustomer, ({ ctx, params, body, reply }) => {
    reply.header('cache-control', 'no-store');
    return revealCustomer(ctx, { leadId: params.id, ...body });
  });
}

import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { decimal, declineReasons, EstimateLine, Lead, LeadRow, leadStates, typed } from './lead.ts';
import { Done, Id, Instant, PageQuery, pageOf, timeSpans, Version } from './page.ts';
import { TenantParams } from './tenant-integrations.ts';

export {
  declineReasonLabels,
  declineReasons,
  EstimateLine,
  Invoice,
  Lead,
  LeadActivity,
  LeadDelivery,
  LeadPerson,
  LeadRow,
  leadStates,
} from './lead.ts';
export type { DeclineReason, LeadState } from './lead.ts';

export const LeadParams = TenantParams.extend({ leadId: Id });
const tenant = { surface: 'tenant', tag: 'Leads' } as const;
const act = {
  ...tenant,
  method: 'POST',
  params: LeadParams,
  reply: Lead,
  problems: ['lead_state', 'changed_meanwhile'],
} as const;

/** What the inbox and its export are narrowed to. */
export const LeadFilter = z.object({
  search: typed(200)
    .optional()
    .meta({ description: 'words of name, phone, e-mail, address, partnerBookingId, details' }),
  state: z.enum(leadStates).optional(),
  integrationId: Id.optional(),
  jobTypeId: Id.or(z.literal('none'))
    .optional()
    .meta({ description: "the tenant's own job type; none: where it is not known yet" }),
  test: z.enum(['true', 'false']).optional(),
  within: z.enum(timeSpans).optional(),
  receivedFrom: Instant.optional(),
  receivedBefore: Instant.optional(),
});
export type LeadFilter = z.output<typeof LeadFilter>;

export const listLeads = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/leads',
  summary: 'The inbox, newest first',
  params: TenantParams,
  query: PageQuery.extend(LeadFilter.shape),
  reply: pageOf(LeadRow).extend({ newCount: z.number().int() }),
});

export const getLead = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/leads/:leadId',
  summary: 'One lead with its timeline',
  params: LeadParams,
  reply: Lead,
});

export const openLead = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/leads/:leadId/open',
  summary: 'Mark a lead as read; idempotent',
  params: LeadParams,
  reply: Done,
});

const WithVersion = z.object({ version: Version });

export const acceptLead = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/accept',
  summary: 'Accept',
  body: WithVersion,
});

export const DeclineBody = WithVersion.extend({
  reason: z.enum(declineReasons, { message: 'Choose a reason' }),
  comment: typed(500).default(''),
}).superRefine((value, context) => {
  if (value.reason === 'OTHER' && value.comment === '')
    context.addIssue({ code: 'custom', path: ['comment'], message: 'Say why, in a few words' });
});

export const declineLead = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/decline',
  summary: 'Decline with a reason',
  body: DeclineBody,
});

export const ScheduleBody = WithVersion.extend({
  startAt: Instant,
  durationSec: z
    .number()
    .int()
    .min(900, { message: 'At least 15 minutes' })
    .max(14 * 86_400, { message: 'At most 14 days' }),
  tenantJobTypeId: Id.nullable(),
  businessUnitId: Id.nullable(),
  jobNumber: typed(50).default(''),
});

export const scheduleLead = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/schedule',
  summary: 'Schedule an appointment; a new lead is accepted first',
  body: ScheduleBody,
});

export const setJobType = defineEndpoint({
  ...act,
  method: 'PUT',
  url: '/api/tenant/:tenantId/leads/:leadId/job-type',
  summary: 'Set the job type and the business unit by hand; null where they are not known',
  body: WithVersion.extend({ tenantJobTypeId: Id.nullable(), businessUnitId: Id.nullable() }),
});

export const rescheduleLead = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/reschedule',
  summary: 'Move the appointment',
  body: WithVersion.extend({ startAt: Instant, durationSec: ScheduleBody.shape.durationSec }),
});

export const cancelAppointment = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/cancel-appointment',
  summary: 'Cancel the appointment; the lead is accepted again',
  body: WithVersion,
});

export const saveEstimate = defineEndpoint({
  ...act,
  method: 'PUT',
  url: '/api/tenant/:tenantId/leads/:leadId/estimate',
  summary: 'Save the estimate; sends nothing',
  body: WithVersion.extend({ lines: z.array(EstimateLine).max(200) }),
});

export const InvoiceBody = WithVersion.extend({
  invoiceNumber: typed(50).min(1, { message: 'Enter the invoice number' }),
  invoicedOn: z.iso.date({ message: 'Enter the invoice date' }),
  tax: decimal(10, 'Enter the tax, such as 0.00'),
});

export const invoiceLead = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/invoice',
  summary: 'Convert the estimate to an invoice and tell the partner',
  body: InvoiceBody,
  problems: ['lead_state', 'changed_meanwhile', 'name_taken'],
});

export const reopenLead = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/reopen',
  summary: 'Reopen a declined lead',
  body: WithVersion,
});

export const cancelLeadByCustomer = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/customer-cancel',
  summary: 'The customer canceled',
  body: WithVersion,
});

export const addLeadNote = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/notes',
  summary: 'Add a note, or that the customer did not answer',
  body: z.object({
    kind: z.enum(['note', 'called_no_answer']).default('note'),
    text: typed(2000).default(''),
  }),
});

import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id, Instant, PageQuery, pageOf, Version } from './page.ts';
import { NamedItem, TenantParams } from './tenant-integrations.ts';

export const leadStates = [
  'new',
  'accepted',
  'declined',
  'scheduled',
  'invoiced',
  'canceled',
] as const;
export type LeadState = (typeof leadStates)[number];

export const declineReasons = [
  'DUPLICATE',
  'OUTSIDE_AREA',
  'WRONG_JOB_TYPE',
  'NOT_READY',
  'SOLICITATION',
  'SPAM',
  'OTHER',
] as const;
export type DeclineReason = (typeof declineReasons)[number];
export const declineReasonLabels: Record<DeclineReason, string> = {
  DUPLICATE: 'Duplicate of another lead',
  OUTSIDE_AREA: 'Outside our service area',
  WRONG_JOB_TYPE: 'Not a job we do',
  NOT_READY: 'Customer is not ready',
  SOLICITATION: 'Solicitation',
  SPAM: 'Spam',
  OTHER: 'Other',
};

export const LeadRow = z.object({
  id: Id,
  state: z.enum(leadStates),
  version: z.number().int(),
  test: z.boolean(),
  opened: z.boolean(),
  receivedAt: z.string(),
  integrationId: Id,
  integrationName: z.string(),
  customerName: z.string(),
  telephone: z.string(),
  locality: z.string(),
  region: z.string(),
  partnerJobType: z.string(),
  tenantJobType: z.string().nullable(),
  partnerBookingId: z.string(),
  wantedStartAt: z.string().nullable(),
  appointmentStartAt: z.string().nullable(),
});
export type LeadRow = z.output<typeof LeadRow>;

const decimal = (maxDigits: number, message: string) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^\\d{1,${maxDigits}}(\\.\\d{1,4})?$`), { message });

export const EstimateLine = z.object({
  sku: z.string().trim().min(1, { message: 'Enter the SKU' }).max(100),
  description: z.string().trim().max(500),
  quantity: decimal(8, 'Enter a quantity such as 1 or 2.5').refine((value) => /[1-9]/.test(value), {
    message: 'The quantity must be above 0',
  }),
  unitPrice: decimal(10, 'Enter a price such as 89.00'),
});
export type EstimateLine = z.output<typeof EstimateLine>;

export const Invoice = z.object({
  id: Id,
  invoiceNumber: z.string(),
  invoicedOn: z.string(),
  currency: z.string(),
  subTotal: z.string(),
  tax: z.string(),
  total: z.string(),
  items: z.array(
    z.object({
      sku: z.string(),
      description: z.string(),
      quantity: z.string(),
      unitPrice: z.string(),
      totalPrice: z.string(),
    }),
  ),
});

export const LeadActivity = z.object({
  id: Id,
  at: z.string(),
  act: z.string(),
  actorName: z.string(),
  text: z.string().meta({ description: 'what happened, in words' }),
  note: z.string().nullable(),
});

export const LeadDelivery = z.object({
  id: Id,
  path: z.string(),
  state: z.enum(['waiting', 'succeeded', 'failed']),
  createdAt: z.string(),
  lastStatus: z.number().int().nullable(),
  attempts: z.number().int(),
});

export const Lead = LeadRow.extend({
  currency: z.string(),
  timeZone: z.string(),
  email: z.string(),
  address: z.object({
    streetAddress: z.string(),
    addressLine2: z.string(),
    locality: z.string(),
    region: z.string(),
    postalCode: z.string(),
    country: z.string(),
  }),
  description: z.string(),
  wantedDurationSec: z.number().int().nullable(),
  serviceId: z.string(),
  standardJobType: z.string().nullable(),
  trade: z.string().nullable(),
  tenantJobTypeId: Id.nullable(),
  businessUnitId: Id.nullable(),
  businessUnit: z.string().nullable(),
  jobTypeChoices: z.array(NamedItem).meta({ description: 'mapped ones first, then all others' }),
  businessUnitChoices: z.array(NamedItem),
  accountId: z.string(),
  profileName: z.string(),
  extraDetails: z.array(z.object({ label: z.string(), value: z.string() })),
  otherDetails: z.array(z.object({ label: z.string(), value: z.string() })),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  declineReason: z.enum(declineReasons).nullable(),
  declineComment: z.string().nullable(),
  appointmentDurationSec: z.number().int().nullable(),
  jobNumber: z.string().nullable(),
  estimate: z.array(EstimateLine),
  invoices: z.array(Invoice),
  activities: z.array(LeadActivity),
  deliveries: z.array(LeadDelivery),
  acts: z
    .array(z.string())
    .meta({ description: 'acts that the state allows, such as lead.accept' }),
});
export type Lead = z.output<typeof Lead>;

export const LeadParams = TenantParams.extend({ leadId: Id });
const tenant = { surface: 'tenant', tag: 'Leads' } as const;
const act = {
  ...tenant,
  method: 'POST',
  params: LeadParams,
  reply: Lead,
  problems: ['lead_state', 'changed_meanwhile'],
} as const;

export const listLeads = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/leads',
  summary: 'The inbox, newest first',
  params: TenantParams,
  query: PageQuery.extend({
    search: z.string().trim().max(200).optional(),
    state: z.enum(leadStates).optional(),
    integrationId: Id.optional(),
  }),
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
  reply: z.object({ done: z.literal(true) }),
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
  comment: z.string().trim().max(500).default(''),
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
  jobNumber: z.string().trim().max(50).default(''),
});

export const scheduleLead = defineEndpoint({
  ...act,
  url: '/api/tenant/:tenantId/leads/:leadId/schedule',
  summary: 'Schedule an appointment; a new lead is accepted first',
  body: ScheduleBody,
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
  invoiceNumber: z.string().trim().min(1, { message: 'Enter the invoice number' }).max(50),
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
    text: z.string().trim().max(2000).default(''),
  }),
});

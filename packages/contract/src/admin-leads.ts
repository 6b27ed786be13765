import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { declineReasons, LeadActivity, LeadDelivery, leadStates } from './lead.ts';
import { Id, IdParams, Instant, PageQuery, pageOf, timeSpans } from './page.ts';

const admin = { surface: 'admin', tag: 'Leads' } as const;

/** A lead without what would tell who the customer is. */
export const StaffLeadRow = z.object({
  id: Id,
  state: z.enum(leadStates),
  test: z.boolean(),
  receivedAt: z.string(),
  integrationId: Id,
  integrationName: z.string(),
  tenantId: Id,
  tenantName: z.string(),
  timeZone: z.string(),
  partnerBookingId: z.string(),
  customerName: z.string().meta({ description: 'masked: first letters', example: 'M… A…' }),
  telephone: z.string().meta({ description: 'masked: the last two digits', example: '…37' }),
  locality: z.string(),
  region: z.string(),
  partnerJobType: z.string(),
  tenantJobType: z.string().nullable(),
  wantedStartAt: z.string().nullable(),
  appointmentStartAt: z.string().nullable(),
  erased: z.boolean().meta({ description: 'its personal data was erased' }),
});
export type StaffLeadRow = z.output<typeof StaffLeadRow>;

export const listStaffLeads = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/leads',
  summary: 'Leads of all tenants, newest first; customers are masked',
  query: PageQuery.extend({
    state: z.enum(leadStates).optional(),
    integrationId: Id.optional(),
    tenantId: Id.optional(),
    test: z.enum(['true', 'false']).optional(),
    within: z.enum(timeSpans).optional(),
    receivedFrom: Instant.optional(),
    receivedBefore: Instant.optional(),
    search: z
      .string()
      .trim()
      .max(200)
      .regex(/^\P{Cc}*$/u, { message: 'Leave out control characters' })
      .optional()
      .meta({ description: 'a whole partnerBookingId or lead id' }),
  }),
  reply: pageOf(StaffLeadRow),
});

export const StaffLead = StaffLeadRow.extend({
  hasEmail: z.boolean(),
  hasStreetAddress: z.boolean(),
  hasDescription: z.boolean(),
  hasDeclineComment: z.boolean(),
  /** Labels alone: a value may say who the customer is. */
  extraDetails: z.array(z.string()),
  otherDetails: z.array(z.string()),
  accountId: z.string(),
  profileName: z.string(),
  connectionId: Id,
  serviceId: z.string(),
  trade: z.string().nullable(),
  standardJobType: z.string().nullable(),
  businessUnit: z.string().nullable(),
  wantedDurationSec: z.number().int().nullable(),
  appointmentDurationSec: z.number().int().nullable(),
  declineReason: z.enum(declineReasons).nullable(),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  activities: z
    .array(LeadActivity.omit({ note: true }))
    .meta({ description: 'without what notes say' }),
  deliveries: z.array(LeadDelivery),
});
export type StaffLead = z.output<typeof StaffLead>;

export const getStaffLead = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/leads/:id',
  summary: 'One lead; the customer is masked',
  params: IdParams,
  reply: StaffLead,
});

export const eraseStaffLead = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/leads/:id/erase',
  summary: 'Erase the personal data of a lead for good; idempotent',
  params: IdParams,
  reply: StaffLead,
});

/** A closed list, so that nobody writes a name into the audit. */
export const revealReasons = [
  'partner_question',
  'tenant_question',
  'customer_request',
  'fault_analysis',
] as const;
export const revealReasonLabels: Record<(typeof revealReasons)[number], string> = {
  partner_question: 'The partner asks about the lead',
  tenant_question: 'The tenant asks about the lead',
  customer_request: 'The customer asks about their data',
  fault_analysis: 'Looking for a fault',
};

export const RevealedCustomer = z.object({
  customerName: z.string(),
  telephone: z.string(),
  email: z.string(),
  streetAddress: z.string(),
  addressLine2: z.string(),
  locality: z.string(),
  region: z.string(),
  postalCode: z.string(),
  country: z.string(),
  description: z.string(),
  declineComment: z.string().nullable(),
  extraDetails: z.array(z.object({ label: z.string(), value: z.string() })),
  otherDetails: z.array(z.object({ label: z.string(), value: z.string() })),
});
export type RevealedCustomer = z.output<typeof RevealedCustomer>;

export const revealCustomer = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/leads/:id/reveal',
  summary: 'Show who the customer is; audited',
  params: IdParams,
  body: z.object({ reason: z.enum(revealReasons).nullable().default(null) }),
  reply: RevealedCustomer,
});

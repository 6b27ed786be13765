import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { declineReasons, Invoice, leadStates, typed } from './lead.ts';
import { ScheduleBody } from './leads.ts';
import { Id, Instant, Version } from './page.ts';
import { ExternalId } from './platform-tenants.ts';

const leads = { surface: 'platform', tag: 'Leads' } as const;
export const leadWaitSecondsMax = 60;

export const PlatformLead = z.object({
  id: Id,
  version: z.number().int(),
  state: z.enum(leadStates),
  tenantExternalId: z.string(),
  receivedAt: z.string(),
  integration: z.object({ id: Id, name: z.string() }),
  partnerBookingId: z.string(),
  accountId: z.string(),
  profileId: z.string(),
  customer: z.object({ name: z.string(), telephone: z.string(), email: z.string() }),
  address: z.object({
    streetAddress: z.string(),
    addressLine2: z.string(),
    locality: z.string(),
    region: z.string(),
    postalCode: z.string(),
    country: z.string(),
  }),
  description: z.string(),
  wantedStartAt: z.string().nullable(),
  wantedDurationSec: z.number().int().nullable(),
  serviceId: z.string(),
  partnerJobType: z.string(),
  standardJobType: z.string().nullable(),
  trade: z.string().nullable(),
  jobTypeExternalId: z.string().nullable(),
  businessUnitExternalId: z.string().nullable(),
  extraDetails: z.record(z.string(), z.unknown()),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  appointment: z.object({ startAt: z.string(), durationSec: z.number().int() }).nullable(),
  jobNumber: z.string().nullable(),
  declineReason: z.enum(declineReasons).nullable(),
  declineComment: z.string().nullable(),
  invoices: z.array(Invoice),
});
export type PlatformLead = z.output<typeof PlatformLead>;

export const listNewLeads = defineEndpoint({
  ...leads,
  method: 'GET',
  url: '/api/platform/leads',
  summary: 'Leads in the order in which they came, each once; waits for the next',
  description:
    'Keep `nextCursor` and send it as `after`: no lead is missed or told twice, whatever else happens meanwhile. Without `after` it begins at the oldest lead. With `wait` an answer without leads comes only after so many seconds. Test leads are left out.',
  query: z.object({
    after: z.string().max(500).optional().meta({ description: 'nextCursor of the answer before' }),
    wait: z.coerce
      .number()
      .int()
      .min(0)
      .max(leadWaitSecondsMax, { message: `Wait at most ${leadWaitSecondsMax} seconds` })
      .default(0)
      .meta({ description: 'seconds' }),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({
    items: z.array(PlatformLead),
    nextCursor: z.string().meta({ description: 'there is always one' }),
  }),
});

export const PlatformLeadParams = z.object({ id: Id });

export const getPlatformLead = defineEndpoint({
  ...leads,
  method: 'GET',
  url: '/api/platform/leads/:id',
  summary: 'One lead as it is now',
  params: PlatformLeadParams,
  reply: PlatformLead,
});

const MaybeVersion = z.object({
  version: Version.optional().meta({
    description:
      'refused with `changed_meanwhile` when somebody acted since; left out: as it is now',
  }),
});

const act = {
  ...leads,
  method: 'POST',
  params: PlatformLeadParams,
  reply: z.object({
    result: z
      .enum(['done', 'unchanged'])
      .meta({ description: '`unchanged`: the lead was so already, and nobody is told again' }),
    lead: PlatformLead,
  }),
  problems: ['lead_state', 'changed_meanwhile'],
} as const;
const at = '/api/platform/leads/:id' as const;

export const acceptPlatformLead = defineEndpoint({
  ...act,
  url: `${at}/accept`,
  summary: 'Accept',
  body: MaybeVersion,
});

export const declinePlatformLead = defineEndpoint({
  ...act,
  url: `${at}/decline`,
  summary: 'Decline with a reason',
  body: MaybeVersion.extend({
    reason: z.enum(declineReasons, { message: `One of ${declineReasons.join(', ')}` }),
    comment: typed(500).default(''),
  }).superRefine((value, context) => {
    if (value.reason === 'OTHER' && value.comment === '')
      context.addIssue({ code: 'custom', path: ['comment'], message: 'Say why, in a few words' });
  }),
});

const appointment = { startAt: Instant, durationSec: ScheduleBody.shape.durationSec };

export const schedulePlatformLead = defineEndpoint({
  ...act,
  url: `${at}/schedule`,
  summary: 'Schedule an appointment; a new lead is accepted first',
  body: MaybeVersion.extend({
    ...appointment,
    jobTypeExternalId: ExternalId.nullish().meta({ description: 'left out: as pre-filled' }),
    businessUnitExternalId: ExternalId.nullish().meta({ description: 'left out: as pre-filled' }),
    jobNumber: typed(50).default(''),
  }),
});

export const reschedulePlatformLead = defineEndpoint({
  ...act,
  url: `${at}/reschedule`,
  summary: 'Move the appointment',
  body: MaybeVersion.extend(appointment),
});

export const cancelPlatformAppointment = defineEndpoint({
  ...act,
  url: `${at}/cancel-appointment`,
  summary: 'Cancel the appointment; the lead is accepted again',
  body: MaybeVersion,
});

/** Money as the core has it; credits and discounts are negative. */
const Amount = z
  .string()
  .regex(/^-?\d{1,26}(\.\d{1,4})?$/, { message: 'Use a decimal string such as "89.00"' });

export const InvoiceAsSent = z.object({
  invoiceNumber: typed(50).min(1, { message: 'Name the invoice number' }),
  invoicedOn: z.iso.date({ message: 'Use a date such as 2026-12-02' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { message: 'Use an ISO 4217 code such as USD' })
    .optional()
    .meta({ description: "left out: the tenant's" }),
  subTotal: Amount,
  tax: Amount,
  total: Amount,
  items: z
    .array(
      z.object({
        sku: typed(100).default(''),
        description: typed(500).default(''),
        quantity: Amount,
        unitPrice: Amount,
        totalPrice: Amount,
      }),
    )
    .min(1, { message: 'Send at least one item' })
    .max(200, { message: 'Send at most 200 items' }),
});
export type InvoiceAsSent = z.output<typeof InvoiceAsSent>;

export const invoicePlatformLead = defineEndpoint({
  ...act,
  url: `${at}/invoice`,
  summary: 'Record an invoice and tell the partner; every amount is kept as it is sent',
  body: MaybeVersion.extend(InvoiceAsSent.shape),
  problems: [...act.problems, 'name_taken'],
});

export const cancelPlatformLead = defineEndpoint({
  ...act,
  url: `${at}/customer-cancel`,
  summary: 'The customer canceled',
  body: MaybeVersion,
});

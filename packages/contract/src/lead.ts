import { z } from 'zod';
import { Id } from './page.ts';
import { NamedItem } from './tenant-mapping.ts';

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

/** A colleague, as colleagues know each other. */
export const LeadPerson = z.object({ userId: z.string(), name: z.string() });
export type LeadPerson = z.output<typeof LeadPerson>;

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
  takenBy: LeadPerson.nullable().meta({ description: 'the colleague who works it' }),
  erased: z.boolean().meta({ description: 'its personal data was erased' }),
});
export type LeadRow = z.output<typeof LeadRow>;

/** A decimal number as text, so that it is never rounded; at most four decimals. */
export const decimal = (maxDigits: number, message: string) =>
  z
    .string()
    .trim()
    .regex(new RegExp(`^\\d{1,${maxDigits}}(\\.\\d{1,4})?$`), { message });

/** What people type, without what no database keeps: NUL and halves of characters. */
export const typed = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\0\p{Cs}]*$/u, { message: 'Leave out the NUL character' });

export const EstimateLine = z.object({
  sku: typed(100).min(1, { message: 'Enter the SKU' }),
  description: typed(500),
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
  takenAt: z.string().nullable(),
  viewers: z.array(LeadPerson).meta({ description: 'others who have it open now' }),
  erasedAt: z.string().nullable(),
  erasedByName: z.string().nullable(),
  estimate: z.array(EstimateLine),
  invoices: z.array(Invoice),
  activities: z.array(LeadActivity),
  deliveries: z.array(LeadDelivery),
  acts: z
    .array(z.string())
    .meta({ description: 'acts that the state allows, such as lead.accept' }),
});
export type Lead = z.output<typeof Lead>;

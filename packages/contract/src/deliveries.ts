import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id, IdParams, PageQuery, pageOf, timeSpans } from './page.ts';

export const deliveryStates = ['waiting', 'succeeded', 'failed'] as const;

export const DeliveryRow = z.object({
  id: Id.meta({ description: 'statusUpdateId and webhook-id' }),
  integrationId: Id,
  integrationName: z.string(),
  tenantId: Id.nullable(),
  tenantName: z.string(),
  leadId: Id.nullable(),
  partnerBookingId: z.string(),
  path: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number().int(),
  lastStatus: z.number().int().nullable(),
  lastError: z.string().nullable(),
  lastReason: z.string().nullable().meta({
    description:
      'why the last try failed, for programs: `http_503`, `timeout`, `dns`, …; null when it succeeded',
  }),
  lastDurationMs: z.number().int().nullable(),
  createdAt: z.string(),
  nextAttemptAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});
export type DeliveryRow = z.output<typeof DeliveryRow>;

export const DeliveryAttempt = z.object({
  number: z.number().int(),
  startedAt: z.string(),
  durationMs: z.number().int(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  replyStart: z.string().nullable(),
  signature: z.string().nullable().meta({ description: 'webhook-signature as it was sent' }),
});

export const Delivery = DeliveryRow.extend({
  url: z.string(),
  body: z.string(),
  attemptList: z.array(DeliveryAttempt),
});
export type Delivery = z.output<typeof Delivery>;

const admin = { surface: 'admin', tag: 'Deliveries' } as const;

export const listDeliveries = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/deliveries',
  summary: 'Webhook messages, newest first',
  query: PageQuery.extend({
    integrationId: Id.optional(),
    tenantId: Id.optional(),
    leadId: Id.optional(),
    within: z.enum(timeSpans).optional(),
    state: z.enum(deliveryStates).optional(),
    path: z.string().max(60).optional(),
    search: z
      .string()
      .trim()
      .max(200)
      .optional()
      .meta({ description: 'partnerBookingId or delivery id' }),
  }),
  reply: pageOf(DeliveryRow),
});

export const getDelivery = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/deliveries/:id',
  summary: 'One message with its body and every attempt',
  params: IdParams,
  reply: Delivery,
});

export const resendDelivery = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/deliveries/:id/resend',
  summary: 'Send a message again now, with the same webhook-id',
  params: IdParams,
  reply: Delivery,
  problems: ['delivery_state'],
});

import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id, IdParams } from './page.ts';

export const pauseReasons = ['gone', 'failing', 'manual', 'resuming'] as const;
export const receiversMax = 100;

/** Where a partner takes its messages: one WebHook URL or Partner Pairing URL. */
export const Receiver = z.object({
  id: Id,
  integrationId: Id,
  integrationName: z.string(),
  prefix: z.string(),
  failingSince: z.string().nullable().meta({ description: 'no 2xx since then' }),
  pausedAt: z.string().nullable(),
  pausedReason: z.enum(pauseReasons).nullable().meta({
    description:
      'gone: it answered 410; failing: no 2xx for five days; manual: paused by staff; resuming: goes on as soon as what waits is spread over time',
  }),
  probedAt: z
    .string()
    .nullable()
    .meta({ description: 'the last try during this or an earlier pause' }),
  waiting: z.number().int().nullable().meta({ description: 'null above 10,000' }),
});
export type Receiver = z.output<typeof Receiver>;

const admin = { surface: 'admin', tag: 'Deliveries' } as const;

export const listReceivers = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/receivers',
  summary: 'Receivers that are paused or failing; with integrationId all of one integration',
  query: z.object({ integrationId: Id.optional() }),
  reply: z.object({ items: z.array(Receiver) }),
});

export const pauseReceiver = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/receivers/:id/pause',
  summary: 'Pause deliveries to a receiver; what is meant for it waits',
  params: IdParams,
  reply: Receiver,
});

export const resumeReceiver = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/receivers/:id/resume',
  summary: 'End a pause; what waits goes out oldest first, at the receiver’s rate',
  params: IdParams,
  reply: Receiver,
});

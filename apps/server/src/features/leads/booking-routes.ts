import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import type { BookingReceipt } from '@leads/contract/bookings';
import { systemActor } from '#platform/act/actor.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { mount } from '#platform/http/mount.ts';
import { createBatcher } from '#platform/batch/create-batcher.ts';
import { isDatabaseUnavailable } from '#platform/db/database-fault.ts';
import { cancelBooking } from './partner/cancel-booking.ts';
import { changeBooking } from './partner/change-booking.ts';
import { getBooking } from './partner/get-booking.ts';
import { simulateBooking } from './partner/simulate-booking.ts';
import { createAnnouncer } from './intake/create-announcer.ts';
import { ingestLeads } from './intake/ingest-leads.ts';
import type { Arrival } from './intake/ingest-leads.ts';

/** The partner API's bookings. Only JSON is taken: other types that the application knows are 415 here. */
export function bookingRoutes(app: FastifyInstance): void {
  app.removeContentTypeParser([
    'text/plain',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
  ]);
  const announce = createAnnouncer();
  const take = createBatcher<Arrival, BookingReceipt>({
    run: (arrivals) => ingestLeads(arrivals, announce),
    failsAll: isDatabaseUnavailable,
    batchMax: 64,
    lanes: 3,
  });
  mount(app, api.getBooking, ({ ctx, params }) => getBooking(ctx, params.partnerBookingId));
  mount(app, api.changeBooking, ({ ctx, params, body }) =>
    changeBooking(ctx, { ...params, ...body }),
  );
  mount(app, api.cancelBooking, ({ ctx, params, body }) =>
    cancelBooking(ctx, { ...params, reason: body?.reason }),
  );
  mount(app, api.simulateBooking, ({ ctx, params, body, request }) => {
    const office = request.makeContext(systemActor('Test tenant')) as Context<ActorOf<'system'>>;
    return simulateBooking(ctx, office, { ...params, ...body });
  });
  mount(app, api.postBooking, ({ ctx, body }) => take({ ctx, booking: body }));
}

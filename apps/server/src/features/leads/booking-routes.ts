import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import type { BookingReceipt } from '@leads/contract/bookings';
import { mount } from '#platform/http/mount.ts';
import { createBatcher } from '#platform/batch/create-batcher.ts';
import { isDatabaseUnavailable } from '#platform/db/database-fault.ts';
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
  mount(app, api.postBooking, ({ ctx, body }) => take({ ctx, booking: body }));
}

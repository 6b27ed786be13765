import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { mount } from '#platform/http/mount.ts';
import { ingestLead } from './intake/ingest-lead.ts';

/** The partner API's bookings. Only JSON is taken: other types that the application knows are 415 here. */
export function bookingRoutes(app: FastifyInstance): void {
  app.removeContentTypeParser([
    'text/plain',
    'multipart/form-data',
    'application/x-www-form-urlencoded',
  ]);
  mount(app, api.postBooking, ({ ctx, body }) => ingestLead(ctx, body));
}

import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { mount } from '#platform/http/mount.ts';
import { askAvailability } from './ask-availability.ts';

/** The partner API's availability. */
export function availabilityRoutes(app: FastifyInstance): void {
  mount(app, api.askAvailability, ({ ctx, body }) => askAvailability(ctx, body));
}

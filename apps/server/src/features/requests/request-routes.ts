import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { mount } from '#platform/http/mount.ts';
import { getRefusedRequest } from './get-refused-request.ts';
import { listRefusedRequests } from './list-refused-requests.ts';

export function requestRoutes(app: FastifyInstance): void {
  mount(app, api.listRefusedRequests, ({ ctx, query }) => listRefusedRequests(ctx, query));
  mount(app, api.getRefusedRequest, ({ ctx, params }) => getRefusedRequest(ctx, params.id));
}

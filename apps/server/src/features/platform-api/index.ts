/**
 * What the host platform (the field-service core) calls, by an API key of the role `platform`. Promises: everything is
 * named by the core's own ids; the same again changes nothing, writes no audit row and says `unchanged`; a bulk answers
 * for each line, and a bad line never fails its neighbours; the feed tells each lead once and misses none, in whatever
 * order transactions commit; acts on leads are the portals' own verbs under the same state table, with totals kept as
 * sent; what the core did carries its key's name in audit and timeline. Built-in test tenants and their leads are not
 * there for it.
 */
import type { FastifyInstance } from 'fastify';
import type { LiveListener } from '#platform/live/live-listener.ts';
import { platformLeadRoutes } from './platform-lead-routes.ts';
import { platformTenantRoutes } from './platform-tenant-routes.ts';

export function platformRoutes(app: FastifyInstance, listener: LiveListener): void {
  platformTenantRoutes(app);
  platformLeadRoutes(app, listener);
}

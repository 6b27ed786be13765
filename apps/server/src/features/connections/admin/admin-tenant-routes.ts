import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { mount } from '#platform/http/mount.ts';
import { disconnectTenant } from './disconnect-tenant.ts';
import { getConnectionCoverage } from './get-connection-coverage.ts';
import { getConnectionDetail } from './get-connection-detail.ts';
import { getTenant } from './get-tenant.ts';
import { listAllConnections } from './list-all-connections.ts';
import { listAuthorizationSessions } from './list-authorization-sessions.ts';
import { listTenants } from './list-tenants.ts';

/** What staff see of tenants and their connections. */
export function adminTenantRoutes(app: FastifyInstance): void {
  mount(app, api.listTenants, ({ ctx, query }) => listTenants(ctx, query));
  mount(app, api.getTenant, ({ ctx, params }) => getTenant(ctx, params.id));
  mount(app, api.listAllConnections, ({ ctx, query }) => listAllConnections(ctx, query));
  mount(app, api.getConnectionDetail, ({ ctx, params }) => getConnectionDetail(ctx, params.id));
  mount(app, api.getConnectionCoverage, ({ ctx, params }) => getConnectionCoverage(ctx, params.id));
  mount(app, api.listAuthorizationSessions, ({ ctx, params, query }) =>
    listAuthorizationSessions(ctx, { connectionId: params.id, ...query }),
  );
  mount(app, api.disconnectTenant, ({ ctx, params }) => disconnectTenant(ctx, params.id));
}

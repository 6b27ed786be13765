import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { auditRoutes } from '#features/audit/index.ts';
import { availabilityRoutes } from '#features/availability/index.ts';
import { adminTenantRoutes, connectionRoutes } from '#features/connections/index.ts';
import { integrationRoutes } from '#features/integrations/index.ts';
import { jobTypeRoutes, standardJobTypeRoutes } from '#features/job-types/index.ts';
import { adminLeadRoutes, bookingRoutes, leadRoutes } from '#features/leads/index.ts';
import { oidcConnectRoutes } from '#features/oidc-connect/index.ts';
import { partnerTokenRoutes } from '#features/partner-tokens/index.ts';
import { platformRoutes } from '#features/platform-api/index.ts';
import { requestRoutes } from '#features/requests/index.ts';
import { sessionRoutes, staffRoutes, tenantUserRoutes } from '#features/staff/index.ts';
import { tenantRoutes } from '#features/tenants/index.ts';
import { webhookRoutes } from '#features/webhooks/index.ts';
import { demoSignIns } from '#server/demo/demo-sign-ins.ts';
import type { AppParts } from '#platform/http/create-app.ts';
import { healthRoutes } from '#platform/http/health-routes.ts';
import { openapiRoutes } from '#platform/http/openapi.ts';
import { webRoutes } from '#platform/http/web-routes.ts';
import { liveRoutes } from '#platform/live/live-routes.ts';
import type { LiveListener } from '#platform/live/live-listener.ts';

const webDistDir = fileURLToPath(new URL('../../web/dist', import.meta.url));

/** Every address that a process can answer; which surfaces it does answer is SURFACES' to say. */
export function allRoutes(
  { services, db, callers }: Pick<AppParts, 'services' | 'db' | 'callers'>,
  listener: LiveListener,
): AppParts['routes'] {
  const { SURFACES } = services.config;
  const hasPortal = SURFACES.includes('admin') || SURFACES.includes('tenant');
  return [
    (app) => healthRoutes(app, db),
    integrationRoutes,
    jobTypeRoutes,
    standardJobTypeRoutes,
    tenantRoutes,
    connectionRoutes,
    adminTenantRoutes,
    oidcConnectRoutes,
    leadRoutes,
    adminLeadRoutes,
    bookingRoutes,
    availabilityRoutes,
    webhookRoutes,
    auditRoutes,
    requestRoutes,
    staffRoutes,
    tenantUserRoutes,
    (app) => platformRoutes(app, listener),
    (app) => sessionRoutes(app, { services, db, demoSignIns }),
    (app) => partnerTokenRoutes(app, { services, db }),
    (app) => liveRoutes(app, { listener, callers }),
    (app: FastifyInstance) => openapiRoutes(app, SURFACES),
    ...(hasPortal ? [(app: FastifyInstance) => webRoutes(app, webDistDir)] : []),
  ];
}

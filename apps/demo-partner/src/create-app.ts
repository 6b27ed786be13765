import formbody from '@fastify/formbody';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import { apiRoutes } from './api-routes.ts';
import { guardRequests } from './http/guard-requests.ts';
import { registerErrorReplies } from './http/register-error-replies.ts';
import { registerSecurityHeaders } from './http/security-headers.ts';
import { interactionRoutes } from './identity/interaction-routes.ts';
import { providerRoutes } from './identity/provider-routes.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { pairingRoutes } from './pairing/pairing-routes.ts';
import type { Partner } from './partner.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';

const BODY_BYTES_MAX = 1024 * 1024;

/** The web server: the provider's addresses, the two endpoints for the platform, the API and the pages. */
export async function createApp(
  partner: Partner,
  getProvider: () => Provider,
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: partner.log as FastifyInstance['log'],
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    forceCloseConnections: true,
  });
  registerErrorReplies(app, partner.log);
  registerSecurityHeaders(app);
  guardRequests(app, partner);
  await app.register(formbody);
  await app.register(providerRoutes, { getProvider });
  await app.register(interactionRoutes, { partner, getProvider });
  await app.register(pairingRoutes, partner);
  await app.register(webhookRoutes, partner);
  await app.register(apiRoutes, partner);
  await app.register(pageRoutes, partner);
  return app;
}

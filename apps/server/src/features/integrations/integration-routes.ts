import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { callbackUrlOf } from '#platform/http/callback-url.ts';
import { mount } from '#platform/http/mount.ts';
import { createIntegration } from './create-integration.ts';
import { deleteIntegration } from './delete-integration.ts';
import { getIntegration } from './get-integration.ts';
import { listAccessTenants } from './list/list-access-tenants.ts';
import { listIntegrations } from './list/list-integrations.ts';
import { resolveTenants } from './list/resolve-tenants.ts';
import { logoRoutes } from './logo/logo-routes.ts';
import { restoreIntegration } from './restore-integration.ts';
import { saveExtraDetails } from './sections/save-extra-details.ts';
import { saveGeneral } from './sections/save-general.ts';
import { saveTenantAccess } from './sections/save-tenant-access.ts';
import { saveUrls } from './sections/save-urls.ts';
import { saveWebhooks } from './sections/save-webhooks.ts';
import { testConnection } from './urls/test-connection.ts';
import { trySignIn } from './urls/try-sign-in.ts';
import { activateIntegration, deactivateIntegration } from './switch-status.ts';

export function integrationRoutes(app: FastifyInstance): void {
  mount(app, api.listIntegrations, async ({ ctx, query }) => listIntegrations(ctx, query));
  mount(app, api.getIntegration, async ({ ctx, params }) => getIntegration(ctx, params.id));
  mount(app, api.getCallbackUrl, async ({ ctx, params }) => ({
    callbackUrl: callbackUrlOf(ctx.config, params.id),
  }));
  mount(app, api.createIntegration, async ({ ctx, body }) => createIntegration(ctx, body));
  mount(app, api.activateIntegration, async ({ ctx, params }) =>
    activateIntegration(ctx, params.id),
  );
  mount(app, api.deactivateIntegration, async ({ ctx, params }) =>
    deactivateIntegration(ctx, params.id),
  );
  mount(app, api.deleteIntegration, async ({ ctx, params, query }) => {
    await deleteIntegration(ctx, { id: params.id, confirmName: query.confirmName });
    return { done: true as const };
  });
  mount(app, api.restoreIntegration, async ({ ctx, params, body }) =>
    restoreIntegration(ctx, { id: params.id, name: body.name }),
  );
  sectionRoutes(app);
  logoRoutes(app);
}

function sectionRoutes(app: FastifyInstance): void {
  mount(app, api.saveGeneral, async ({ ctx, params, body }) =>
    saveGeneral(ctx, { integrationId: params.id, ...body }),
  );
  mount(app, api.saveExtraDetails, async ({ ctx, params, body }) =>
    saveExtraDetails(ctx, { integrationId: params.id, ...body }),
  );
  mount(app, api.saveWebhooks, async ({ ctx, params, body }) =>
    saveWebhooks(ctx, { integrationId: params.id, ...body }),
  );
  mount(app, api.saveUrls, async ({ ctx, params, body }) =>
    saveUrls(ctx, { integrationId: params.id, ...body }),
  );
  mount(app, api.testConnection, async ({ ctx, params, body }) =>
    testConnection(ctx, { integrationId: params.id, ...body }),
  );
  mount(app, api.trySignIn, async ({ ctx, params, body }) =>
    trySignIn(ctx, { integrationId: params.id, ...body }),
  );
  mount(app, api.saveTenantAccess, async ({ ctx, params, body }) =>
    saveTenantAccess(ctx, {
      integrationId: params.id,
      ...body,
      confirm: body.confirm ?? false,
    }),
  );
  mount(app, api.listAccessTenants, async ({ ctx, params, query }) =>
    listAccessTenants(ctx, { integrationId: params.id, query }),
  );
  mount(app, api.resolveTenants, async ({ ctx, params, body }) =>
    resolveTenants(ctx, { integrationId: params.id, ids: body.ids }),
  );
}

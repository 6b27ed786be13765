import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { mount } from '#platform/http/mount.ts';
import { agreementRoutes } from './agreement/admin/agreement-routes.ts';
import { acceptAgreement } from './agreement/accept-agreement.ts';
import { listAcceptedAgreements } from './agreement/list-accepted-agreements.ts';
import { readCurrentAgreement } from './agreement/current-agreement.ts';
import { readConnection } from './connection-reply.ts';
import { disconnect } from './disconnect.ts';
import { answerAccountRequest } from './partner-accounts/answer-account-request.ts';
import { getAccount } from './partner-accounts/get-account.ts';
import { listAccounts } from './partner-accounts/list-accounts.ts';
import { getConnectionProfiles } from './portal/get-connection-profiles.ts';
import { getConnectionReview } from './portal/get-connection-review.ts';
import { getPairingData } from './portal/get-pairing-data.ts';
import { getPairingProgress } from './portal/get-pairing-progress.ts';
import { getTenantIntegration, listTenantIntegrations } from './portal/list-tenant-integrations.ts';
import { saveProfileUnits } from './portal/save-profile-units.ts';
import { requireVisible } from './require-connectable.ts';
import { startPairing } from './start-pairing.ts';

/** The tenant portal's integrations and connections, the partner API's accounts, and staff's data agreements. */
export function connectionRoutes(app: FastifyInstance): void {
  portalRoutes(app);
  partnerRoutes(app);
  agreementRoutes(app);
}

function portalRoutes(app: FastifyInstance): void {
  mount(app, api.listTenantIntegrations, async ({ ctx, params }) => ({
    integrations: await listTenantIntegrations(ctx.db, { tenantId: params.tenantId }),
  }));
  mount(app, api.getTenantIntegration, ({ ctx, params }) => getTenantIntegration(ctx.db, params));
  mount(app, api.getAgreement, async ({ ctx, params }) => {
    await requireVisible(ctx.db, params);
    return readCurrentAgreement(ctx.db, params);
  });
  mount(app, api.listAcceptedAgreements, ({ ctx, params }) =>
    listAcceptedAgreements(ctx.db, params),
  );
  mount(app, api.acceptAgreement, ({ ctx, params, body }) =>
    acceptAgreement(ctx, { ...params, ...body }),
  );
  mount(app, api.getPairingData, ({ ctx, params }) => getPairingData(ctx.db, params.tenantId));
  mount(app, api.startPairing, ({ ctx, params, body }) =>
    startPairing(ctx, { ...params, ...body }),
  );
  mount(app, api.getConnection, ({ ctx, params }) => readConnection(ctx.db, params));
  mount(app, api.disconnect, ({ ctx, params }) => disconnect(ctx, params));
  mount(app, api.getPairingProgress, ({ ctx, params }) => getPairingProgress(ctx.db, params));
  mount(app, api.getConnectionReview, ({ ctx, params }) => getConnectionReview(ctx.db, params));
  mount(app, api.getConnectionProfiles, ({ ctx, params }) => getConnectionProfiles(ctx.db, params));
  mount(app, api.saveProfileUnits, ({ ctx, params, body }) =>
    saveProfileUnits(ctx, { ...params, ...body }),
  );
}

function partnerRoutes(app: FastifyInstance): void {
  mount(app, api.answerAccountRequest, ({ ctx, body }) => answerAccountRequest(ctx, body));
  mount(app, api.listAccounts, ({ ctx, query }) => listAccounts(ctx, query));
  mount(app, api.getAccount, ({ ctx, params }) => getAccount(ctx, params.accountId));
}

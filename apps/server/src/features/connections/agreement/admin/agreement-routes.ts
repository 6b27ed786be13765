import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract/agreements';
import { mount } from '#platform/http/mount.ts';
import { getAgreementText } from './get-agreement-text.ts';
import { listAcceptances } from './list-acceptances.ts';
import { publishAgreement } from './publish-agreement.ts';
import { readAgreementSettings } from './read-agreement-settings.ts';
import { removeOverride, restoreOverride } from './switch-override.ts';

/** The Admin Portal's data agreements: the default text, and those of integrations. */
export function agreementRoutes(app: FastifyInstance): void {
  mount(app, api.getDefaultAgreement, ({ ctx }) => readAgreementSettings(ctx, null));
  mount(app, api.publishDefaultAgreement, ({ ctx, body }) =>
    publishAgreement(ctx, { integrationId: null, ...body }),
  );
  mount(app, api.getIntegrationAgreement, ({ ctx, params }) =>
    readAgreementSettings(ctx, params.id),
  );
  mount(app, api.publishIntegrationAgreement, ({ ctx, params, body }) =>
    publishAgreement(ctx, { integrationId: params.id, ...body }),
  );
  mount(app, api.removeAgreementOverride, ({ ctx, params }) => removeOverride(ctx, params.id));
  mount(app, api.restoreAgreementOverride, ({ ctx, params }) => restoreOverride(ctx, params.id));
  mount(app, api.getAgreementText, ({ ctx, params }) => getAgreementText(ctx.db, params.id));
  mount(app, api.listAgreementAcceptances, ({ ctx, params, query }) =>
    listAcceptances(ctx.db, { id: params.id, query }),
  );
}

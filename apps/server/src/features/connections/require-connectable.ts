import type { TenantAuthorizationType } from '@leads/contract/integration-general';
import { Problem } from '@leads/contract/problem';
import type { Reader } from '#platform/act/context.ts';
import { isAgreementAccepted } from './agreement/current-agreement.ts';
import { listVisibleIntegrations } from './visible-integrations.ts';
import type { VisibleIntegration } from './visible-integrations.ts';

/**
 * The integration, when the tenant may connect to it now.
 * @throws Problem `not_found`
 */
export async function requireVisible(
  db: Reader,
  { tenantId, integrationId }: { tenantId: string; integrationId: string },
): Promise<VisibleIntegration> {
  const [integration] = await listVisibleIntegrations(db, { tenantId, integrationId });
  if (integration !== undefined) return integration;
  throw new Problem('not_found', {
    detail:
      'There is no such integration for your company. Go to Integrations to see those there are.',
  });
}

/**
 * Whether the tenant may begin to connect: the integration is active, open to it, authorizes in this way, and its
 * current agreement is accepted.
 * @throws Problem `not_found`, `integration_inactive`, `access_withdrawn`, `wrong_authorization_type`, `agreement_needed`
 */
export async function requireConnectable(
  db: Reader,
  request: {
    tenantId: string;
    integrationId: string;
    authorizationType: TenantAuthorizationType;
  },
): Promise<VisibleIntegration> {
  const integration = await requireVisible(db, request);
  if (integration.status !== 'active') {
    throw new Problem('integration_inactive', {
      detail: `${integration.name} is paused. Connect when it is active again.`,
    });
  }
  if (!integration.accessible) {
    throw new Problem('access_withdrawn', {
      detail: `Your company has no access to ${integration.name} any more. Ask support if you need it.`,
    });
  }
  if (integration.tenantAuthorizationType !== request.authorizationType) {
    throw new Problem('wrong_authorization_type', {
      detail: `${integration.name} connects in another way now. Load the page again.`,
    });
  }
  if (!(await isAgreementAccepted(db, request))) {
    throw new Problem('agreement_needed', {
      detail: `Accept the current data-sharing agreement for ${integration.name} first.`,
    });
  }
  return integration;
}

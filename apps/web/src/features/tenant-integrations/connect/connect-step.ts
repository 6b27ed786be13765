import type { TenantIntegration } from '@leads/contract/tenant-integrations';
import { findOpenConnection, listConnected } from '../connections.ts';

export const connectSteps = ['agreement', 'authorize', 'job-types', 'review'] as const;
export type ConnectStep = (typeof connectSteps)[number];

export const connectStepLabels: Record<ConnectStep, string> = {
  agreement: 'Agreement',
  authorize: 'Authorize',
  'job-types': 'Job types and business units',
  review: 'Review',
};

/**
 * The step of connecting that is shown; undefined: the connection is managed. What is stored decides, so that one can
 * leave at any time; the address asks only for steps that are possible now.
 */
export function findStep(
  integration: TenantIntegration,
  wanted?: ConnectStep,
): ConnectStep | undefined {
  const connected = listConnected(integration);
  if (wanted === 'agreement') return integration.paused ? undefined : 'agreement';
  if (connected.length === 0) return integration.paused ? undefined : findFirstStep(integration);
  if (wanted === 'job-types' || wanted === 'review') return wanted;
  if (wanted === 'authorize' && mayAuthorizeAgain(integration)) return findFirstStep(integration);
  return undefined;
}

function findFirstStep(integration: TenantIntegration): ConnectStep {
  const isOpen = findOpenConnection(integration) !== undefined;
  return integration.agreementAccepted || isOpen ? 'authorize' : 'agreement';
}

/** For one more account, or to sign in anew where the partner asks for it. */
export function mayAuthorizeAgain(integration: TenantIntegration): boolean {
  const needsSignIn =
    integration.tenantAuthorizationType === 'open_id_connect' &&
    integration.connections.some(({ attention }) => attention !== null);
  return !integration.paused && (integration.multiAccount || needsSignIn);
}

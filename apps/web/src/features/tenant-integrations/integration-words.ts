import type { Connection, TenantIntegration } from '@leads/contract/tenant-integrations';
import type { StateTone } from '#web/ui/show/state-pill.tsx';
import { findFailedConnection, findOpenConnection, listConnected } from './connections.ts';

export interface IntegrationWords {
  tone: StateTone;
  label: string;
  /** What an owner or administrator does next. */
  verb: 'Connect' | 'Continue' | 'Manage';
}

/** Where this company stands with a partner. */
export function describeIntegration(integration: TenantIntegration): IntegrationWords {
  const connected = listConnected(integration);
  if (integration.paused) return { tone: 'warn', label: 'Paused', verb: 'Manage' };
  if (connected.some(({ attention }) => attention !== null))
    return { tone: 'warn', label: 'Needs attention', verb: 'Manage' };
  if (connected.length > 0) return describeConnected(integration, connected.length);
  const open = findOpenConnection(integration);
  if (open !== undefined)
    return { tone: 'busy', label: toOpenWords(integration), verb: 'Continue' };
  const failed = findFailedConnection(integration);
  if (failed !== undefined) return { ...connectionStateWords[failed.state], verb: 'Continue' };
  if (integration.connections[0]?.state === 'disconnected')
    return { ...connectionStateWords.disconnected, verb: 'Connect' };
  return {
    tone: 'off',
    label: 'Not connected',
    verb: integration.agreementAccepted ? 'Continue' : 'Connect',
  };
}

function describeConnected(integration: TenantIntegration, accounts: number): IntegrationWords {
  const { coveredServices, partnerServices } = integration;
  return {
    tone: 'good',
    label: accounts === 1 ? 'Connected' : `Connected, ${accounts} accounts`,
    // Without one mapped job type the last two steps of connecting have not been done.
    verb: coveredServices === 0 && partnerServices > 0 ? 'Continue' : 'Manage',
  };
}

export function toOpenWords({ tenantAuthorizationType }: TenantIntegration): string {
  return tenantAuthorizationType === 'st_pairing'
    ? 'Waiting for the partner'
    : 'Sign-in not finished';
}

export const connectionStateWords: Record<Connection['state'], { tone: StateTone; label: string }> =
  {
    pending: { tone: 'busy', label: 'Under way' },
    processing: { tone: 'busy', label: 'Partner is working on it' },
    connected: { tone: 'good', label: 'Connected' },
    declined: { tone: 'bad', label: 'Declined' },
    failed: { tone: 'bad', label: 'Not connected' },
    disconnected: { tone: 'off', label: 'Disconnected' },
  };

/** How many of the partner's services arrive as a job type of one's own. */
export function toCoverageWords({ coveredServices, partnerServices }: TenantIntegration): string {
  if (partnerServices === 0) return 'The partner offers no services yet';
  return `${coveredServices.toLocaleString()} of ${partnerServices.toLocaleString()} services mapped`;
}

import type { TenantIntegration } from '@leads/contract/tenant-integrations';
import { findOpenConnection, listConnected } from '../connections.ts';

export const cardStates = ['needs_you', 'connected', 'not_connected'] as const;
export type CardState = (typeof cardStates)[number];

export const cardStateLabels: Record<CardState, string> = {
  needs_you: 'Needs you',
  connected: 'Connected',
  not_connected: 'Not connected',
};

/** Connected under an older version of the agreement, while a newer one waits to be accepted. */
export function hasNewAgreement(integration: TenantIntegration): boolean {
  return (
    !integration.paused && !integration.agreementAccepted && listConnected(integration).length > 0
  );
}

/** A pairing that is under way waits for the partner; a sign-in waits for the one who began it. */
function hasUnfinishedSignIn(integration: TenantIntegration): boolean {
  return (
    integration.tenantAuthorizationType === 'open_id_connect' &&
    findOpenConnection(integration) !== undefined
  );
}

/** Somebody of the company has to do something here before all is well. */
function needsYou(integration: TenantIntegration): boolean {
  return (
    hasNewAgreement(integration) ||
    hasUnfinishedSignIn(integration) ||
    integration.connections.some(({ attention }) => attention !== null)
  );
}

function isIn(integration: TenantIntegration, state: CardState): boolean {
  if (state === 'needs_you') return needsYou(integration);
  return listConnected(integration).length > 0 === (state === 'connected');
}

export interface CardFilter {
  search?: string | undefined;
  state?: CardState | undefined;
}

/** Those that have all words in name or description; what needs somebody comes first, the order stays otherwise. */
export function findIntegrations(
  integrations: readonly TenantIntegration[],
  { search = '', state }: CardFilter,
): TenantIntegration[] {
  const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = integrations.filter((one) => {
    const text = `${one.name} ${one.description}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word)) && (state === undefined || isIn(one, state));
  });
  return [...found.filter(needsYou), ...found.filter((one) => !needsYou(one))];
}

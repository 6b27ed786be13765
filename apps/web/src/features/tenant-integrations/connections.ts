import type { Connection, TenantIntegration } from '@leads/contract/tenant-integrations';

type WithConnections = Pick<TenantIntegration, 'connections'>;

/** The request that is under way; there is at most one. */
export function findOpenConnection({ connections }: WithConnections): Connection | undefined {
  return connections.find(({ state }) => state === 'pending' || state === 'processing');
}

export function listConnected({ connections }: WithConnections): Connection[] {
  return connections.filter(({ state }) => state === 'connected');
}

/** The last request when it ended without an account, and nothing newer is there. */
export function findFailedConnection({ connections }: WithConnections): Connection | undefined {
  const [newest] = connections;
  return newest?.state === 'declined' || newest?.state === 'failed' ? newest : undefined;
}

/** The account in words; partners may give it no name. */
export function toAccountWords({ accountName, accountId }: Connection): string {
  return accountName === '' ? (accountId ?? 'Account') : accountName;
}

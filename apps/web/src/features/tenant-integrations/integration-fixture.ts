import type { Connection, TenantIntegration } from '@leads/contract/tenant-integrations';

/** A connection as the API gives it, for tests of pure rules. */
export function makeConnection(parts: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    integrationId: 'i1',
    state: 'connected',
    attention: null,
    accountId: 'acc-1',
    accountName: 'Desert Breeze',
    profiles: [],
    failure: null,
    requestedAt: '2026-11-24T12:00:00Z',
    requestedByName: 'Ana',
    connectedAt: '2026-11-24T12:01:00Z',
    endedAt: null,
    ...parts,
  };
}

/** An integration that this company has not begun to connect to, for tests of pure rules. */
export function makeIntegration(parts: Partial<TenantIntegration> = {}): TenantIntegration {
  return {
    id: 'i1',
    name: 'Acme Leads',
    description: '',
    logoUrl: null,
    tenantAuthorizationType: 'open_id_connect',
    multiAccount: false,
    paused: false,
    agreementAccepted: false,
    connections: [],
    partnerServices: 10,
    coveredServices: 0,
    ...parts,
  };
}

import { connectionFailures, isConnectionFailure } from '@leads/contract/connection-results';
import type { AuthorizationSession, ConnectionRow } from '@leads/contract/admin-tenants';
import type { ConnectionState } from '@leads/contract/tenant-integrations';
import type { StateTone } from '#web/ui/show/state-pill.tsx';

export const connectionStateWords: Record<ConnectionState, { tone: StateTone; label: string }> = {
  pending: { tone: 'busy', label: 'Pending' },
  processing: { tone: 'busy', label: 'Processing' },
  connected: { tone: 'good', label: 'Connected' },
  declined: { tone: 'bad', label: 'Declined' },
  failed: { tone: 'bad', label: 'Failed' },
  disconnected: { tone: 'off', label: 'Disconnected' },
};

/** The state as it should catch the eye: a connected account that needs a person is no good news. */
export function describeConnection({ state, attention }: ConnectionRow): {
  tone: StateTone;
  label: string;
} {
  return state === 'connected' && attention !== null
    ? { tone: 'warn', label: 'Needs attention' }
    : connectionStateWords[state];
}

/** Why the connection is as it is, where there is something to say. */
export function toReason({ state, attention, failure, authorizationType }: ConnectionRow): string {
  switch (state) {
    case 'connected':
      return attention ?? '';
    case 'declined':
    case 'failed':
      return failure ?? '';
    case 'pending':
      return authorizationType === 'st_pairing'
        ? 'The partner has not answered yet.'
        : 'The sign-in at the partner is not finished.';
    case 'processing':
      return 'The partner is looking into it.';
    case 'disconnected':
      return '';
  }
}

/** When the connection came to be what it is. */
export function toSince({ state, requestedAt, connectedAt, endedAt }: ConnectionRow): string {
  if (state === 'connected') return connectedAt ?? requestedAt;
  return state === 'pending' || state === 'processing' ? requestedAt : (endedAt ?? requestedAt);
}

/** How a sign-in at the partner ended. */
export function describeSignIn(
  { result, expiresAt }: Pick<AuthorizationSession, 'result' | 'expiresAt'>,
  now: Date,
): { tone: StateTone; label: string; reason: string } {
  if (result === 'connected') return { tone: 'good', label: 'Connected', reason: '' };
  if (result === 'same_account') return { tone: 'good', label: 'Same account again', reason: '' };
  if (result !== null) {
    const reason = isConnectionFailure(result) ? connectionFailures[result] : result;
    return { tone: 'bad', label: 'Failed', reason };
  }
  return new Date(expiresAt) < now
    ? { tone: 'off', label: 'Not finished', reason: 'Nobody came back from the partner in time.' }
    : { tone: 'busy', label: 'Under way', reason: '' };
}

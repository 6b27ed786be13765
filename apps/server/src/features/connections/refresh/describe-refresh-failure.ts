import {
  connectionFailures,
  describeAttention,
  isConnectionFailure,
} from '@leads/contract/connection-results';

/** Why the last refresh failed, for staff; null while none failed since the last good one. */
export function describeRefreshFailure(code: string | null): string | null {
  if (code === null) return null;
  return isConnectionFailure(code) ? connectionFailures[code] : describeAttention(code);
}

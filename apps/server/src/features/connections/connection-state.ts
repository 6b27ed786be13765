import { Problem } from '@leads/contract/problem';
import type { ProblemCode } from '@leads/contract/problem';
import type { ConnectionState } from '@leads/contract/tenant-integrations';

/** What can be done to a connection. */
export type ConnectionAct =
  /** The partner says it is looking into the request. */
  | 'take'
  /** The partner does not accept the tenant. */
  | 'decline'
  /** The account is known: by the partner's answer or by the tenant's sign-in there. */
  | 'complete'
  /** The same account comes again by a newer request. */
  | 'reopen'
  /** The sign-in or the pairing cannot be finished. */
  | 'fail'
  /** The tenant takes its request back. */
  | 'withdraw'
  | 'disconnect';

interface Transition {
  to: Partial<Record<ConnectionState, ConnectionState>>;
  /** The problem of every state that is not listed. */
  refusal: ProblemCode;
}

/** Every move there is; what is not listed is refused. */
export const transitions: Record<ConnectionAct, Transition> = {
  take: { to: { pending: 'processing', processing: 'processing' }, refusal: 'request_finished' },
  decline: { to: { pending: 'declined', processing: 'declined' }, refusal: 'request_finished' },
  complete: {
    to: { pending: 'connected', processing: 'connected', connected: 'connected' },
    refusal: 'request_finished',
  },
  reopen: {
    to: { disconnected: 'connected', connected: 'connected' },
    refusal: 'connection_state',
  },
  fail: { to: { pending: 'failed', processing: 'failed' }, refusal: 'connection_state' },
  withdraw: { to: { pending: 'failed', processing: 'failed' }, refusal: 'connection_state' },
  disconnect: { to: { connected: 'disconnected' }, refusal: 'connection_state' },
};

/** The states of a request that is under way. */
export const openStates = ['pending', 'processing'] as const satisfies readonly ConnectionState[];
/** The states in which a connection is more than history. */
export const livingStates = [...openStates, 'connected'] as const;

export function findNextState(
  state: ConnectionState,
  act: ConnectionAct,
): ConnectionState | undefined {
  return transitions[act].to[state];
}

/** @throws Problem `request_finished` or `connection_state`, as the table says */
export function requireNextState(state: ConnectionState, act: ConnectionAct): ConnectionState {
  const next = findNextState(state, act);
  if (next !== undefined) return next;
  throw new Problem(transitions[act].refusal, { detail: describeRefusal(state, act) });
}

export function isOpen(state: string): boolean {
  return openStates.some((one) => one === state);
}

const stateWords: Record<ConnectionState, string> = {
  pending: 'has not been answered yet',
  processing: 'is being processed by the partner',
  connected: 'is connected',
  declined: 'was declined by the partner',
  failed: 'has failed',
  disconnected: 'is disconnected',
};

function describeRefusal(state: ConnectionState, act: ConnectionAct): string {
  if (transitions[act].refusal === 'request_finished') {
    return `The request ${stateWords[state]}, so this answer cannot change it. The tenant can send a new request.`;
  }
  return `The connection ${stateWords[state]}, so this cannot be done. Load the page again to see where it stands.`;
}

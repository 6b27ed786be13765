import { describe, expect, it } from 'vitest';
import { connectionStates } from '@leads/contract/tenant-integrations';
import type { ConnectionState } from '@leads/contract/tenant-integrations';
import { expectProblem } from '#testing/expect-problem.ts';
import { findNextState, requireNextState, transitions } from './connection-state.ts';
import type { ConnectionAct } from './connection-state.ts';

type Row = [ConnectionAct, Record<ConnectionState, ConnectionState | '-'>];

const none = '-' as const;
const finished = { declined: none, failed: none, disconnected: none };

const table: Row[] = [
  ['take', { pending: 'processing', processing: 'processing', connected: none, ...finished }],
  ['decline', { pending: 'declined', processing: 'declined', connected: none, ...finished }],
  [
    'complete',
    { pending: 'connected', processing: 'connected', connected: 'connected', ...finished },
  ],
  [
    'reopen',
    {
      pending: none,
      processing: none,
      connected: 'connected',
      declined: none,
      failed: none,
      disconnected: 'connected',
    },
  ],
  ['fail', { pending: 'failed', processing: 'failed', connected: none, ...finished }],
  ['withdraw', { pending: 'failed', processing: 'failed', connected: none, ...finished }],
  ['disconnect', { pending: none, processing: none, connected: 'disconnected', ...finished }],
];

describe('the states of a connection', () => {
  it.each(table)('moves by "%s" exactly as the table says', (act, row) => {
    const moved = Object.fromEntries(
      connectionStates.map((state) => [state, findNextState(state, act) ?? none]),
    );
    expect(moved).toEqual(row);
  });

  it('names every act in this test', () => {
    expect(table.map(([act]) => act).sort()).toEqual(Object.keys(transitions).sort());
  });

  it.each([
    ['take', 'request_finished'],
    ['decline', 'request_finished'],
    ['complete', 'request_finished'],
    ['reopen', 'connection_state'],
    ['fail', 'connection_state'],
    ['withdraw', 'connection_state'],
    ['disconnect', 'connection_state'],
  ] as const)('refuses "%s" after the end with %s', async (act, code) => {
    await expectProblem(() => requireNextState('failed', act), code);
  });
});

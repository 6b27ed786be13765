import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { readConnection } from '../connection-reply.ts';
import type { ConnectionState } from '@leads/contract/tenant-integrations';
import { completed, makeRequestScene } from '../testing/request-scene.ts';
import { answerAccountRequest } from './answer-account-request.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const statuses = ['PROCESSING', 'DECLINED', 'COMPLETED'] as const;
type Outcome = ConnectionState | 'request_finished';
const table: [ConnectionState, Record<(typeof statuses)[number], Outcome>][] = [
  ['pending', { PROCESSING: 'processing', DECLINED: 'declined', COMPLETED: 'connected' }],
  ['processing', { PROCESSING: 'processing', DECLINED: 'declined', COMPLETED: 'connected' }],
  [
    'connected',
    { PROCESSING: 'request_finished', DECLINED: 'request_finished', COMPLETED: 'connected' },
  ],
  [
    'declined',
    {
      PROCESSING: 'request_finished',
      DECLINED: 'request_finished',
      COMPLETED: 'request_finished',
    },
  ],
  [
    'failed',
    {
      PROCESSING: 'request_finished',
      DECLINED: 'request_finished',
      COMPLETED: 'request_finished',
    },
  ],
  [
    'disconnected',
    {
      PROCESSING: 'request_finished',
      DECLINED: 'request_finished',
      COMPLETED: 'request_finished',
    },
  ],
];
const cases = table.flatMap(([state, outcomes]) =>
  statuses.map((status) => [state, status, outcomes[status]] as const),
);

const taken = cases.filter(([, , outcome]) => outcome !== 'request_finished');
const refused = cases.filter(([, , outcome]) => outcome === 'request_finished');

/** A request in this state, and its answer. */
async function scene(state: ConnectionState, status: (typeof statuses)[number]) {
  const { partner, requestId, tenantId } = await makeRequestScene(system);
  const hasAccount = state === 'connected' || state === 'disconnected';
  await system.db
    .updateTable('connection')
    .set({ state, account_id: hasAccount ? 'ACME-1' : null })
    .where('id', '=', requestId)
    .execute();
  const answer = status === 'COMPLETED' ? completed(requestId) : { requestId, status };
  const readState = async () =>
    (await readConnection(system.db, { tenantId, connectionId: requestId })).state;
  return { partner, requestId, answer, readState };
}

it.each(taken)(
  'takes, for a request that is %s, the answer %s: %s',
  async (state, status, outcome) => {
    const { partner, requestId, answer, readState } = await scene(state, status);
    expect(await answerAccountRequest(partner, answer)).toEqual({ requestId, status });
    expect(await readState()).toBe(outcome);
  },
);

it.each(refused)('refuses, for a request that is %s, the answer %s', async (state, status) => {
  const { partner, answer, readState } = await scene(state, status);
  await expectProblem(answerAccountRequest(partner, answer), 'request_finished');
  expect(await readState()).toBe(state);
});

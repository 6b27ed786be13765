import { expect, test } from 'vitest';
import { createLog } from '#platform/log.ts';
import { OutboundFailure } from '#platform/outbound/outbound-failure.ts';
import { createOutbound } from '#platform/outbound/safe-agent.ts';
import { reachAddress } from './reach-address.ts';

const log = createLog({ level: 'silent' });
const request = {
  method: 'GET',
  url: 'https://partner.example/.well-known/openid-configuration',
  timeoutMs: 2_000,
  replyBytesMax: 1_000,
} as const;

/** How far a name that resolves like this lets the check come; nothing is ever called. */
async function reach(resolve: (host: string) => Promise<string[]>) {
  const outbound = createOutbound({ allowLoopback: false, log, resolve });
  try {
    return await reachAddress({ outbound }, request);
  } finally {
    await outbound.close();
  }
}

test.each([
  ['does not exist', () => Promise.resolve([])],
  [
    'cannot be looked up',
    () => Promise.reject(new OutboundFailure('dns', 'partner.example could not be looked up.')),
  ],
  ['leads to a private address', () => Promise.resolve(['10.1.2.3'])],
])('a name that %s fails at the name, and the connection is not tried', async (_, resolve) => {
  const { checks, answer } = await reach(resolve);
  expect(checks.map(({ id, result }) => [id, result])).toEqual([
    ['address', 'passed'],
    ['dns', 'failed'],
    ['tls', 'skipped'],
  ]);
  expect(checks[1]?.detail).toMatch(/partner\.example|address/);
  expect(checks[1]?.detail).not.toContain('10.1.2.3');
  expect(answer).toBeUndefined();
});

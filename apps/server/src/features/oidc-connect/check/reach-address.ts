import type { ConnectionCheck } from '@leads/contract/connection-test';
import type { Context } from '#platform/act/context.ts';
import { OutboundFailure } from '#platform/outbound/outbound-failure.ts';
import type { OutboundReply, OutboundRequest } from '#platform/outbound/send-request.ts';
import { failed, passed, skipped, toCheck } from './run-check.ts';
import type { Verdict } from './run-check.ts';

const checks = {
  address: { id: 'address', label: 'Address' },
  dns: { id: 'dns', label: 'Name (DNS)' },
  tls: { id: 'tls', label: 'Connection (TLS)' },
};

export interface Reached {
  /** What came of address, name and connection, in this order. */
  checks: ConnectionCheck[];
  /** What the server said; a failure where it was reached and did not answer well; undefined where it was not reached. */
  answer: OutboundReply | OutboundFailure | undefined;
}

/** Makes one request under the guard and tells how far it came, each step with its own verdict. */
export async function reachAddress(
  ctx: Pick<Context, 'outbound'>,
  request: OutboundRequest,
): Promise<Reached> {
  const answer = await ctx.outbound.request(request).catch((err: unknown) => {
    if (err instanceof OutboundFailure) return err;
    throw err;
  });
  const { durationMs } = answer;
  const isHttp = new URL(request.url).protocol === 'http:';
  const verdicts = judgeSteps(answer, isHttp);
  const [address, dns, tls] = verdicts;
  const isReached = verdicts.every(({ result }, index) => result !== 'failed' || index > 2);
  return {
    checks: [
      toCheck(checks.address, address),
      toCheck(checks.dns, dns),
      toCheck(checks.tls, tls, tls.result === 'skipped' && !isHttp ? 0 : durationMs),
    ],
    answer: isReached ? answer : undefined,
  };
}

/** The address that may not be called at all, in place of `reachAddress`. */
export function refuseAddress(fault: string): ConnectionCheck[] {
  const notTried = skipped('Not tried: the address has to be mended first.');
  return [
    toCheck(checks.address, failed(fault)),
    toCheck(checks.dns, notTried),
    toCheck(checks.tls, notTried),
  ];
}

function judgeSteps(
  answer: OutboundReply | OutboundFailure,
  isHttp: boolean,
): [Verdict, Verdict, Verdict] {
  const address = passed(
    isHttp ? 'Plain http, allowed on this machine only.' : 'https, as it has to be.',
  );
  const found = passed('The name leads to an address that may be called.');
  const secured = isHttp
    ? skipped('Connected; plain http has no TLS.')
    : passed('Connected; the certificate is valid for this name.');
  if (!(answer instanceof OutboundFailure) || answer.status !== undefined)
    return [address, found, secured];
  const notTried = skipped('Not tried: the step before failed.');
  switch (answer.reason) {
    case 'address_refused':
    case 'dns':
      return [address, failed(answer.message), notTried];
    case 'connect':
    case 'tls':
    case 'timeout':
    case 'aborted':
      return [address, found, failed(answer.message)];
    default:
      return [address, found, secured];
  }
}

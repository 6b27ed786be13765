import type { ConnectionCheck } from '@leads/contract/connection-test';
import type { Context } from '#platform/act/context.ts';
import { OutboundFailure } from '#platform/outbound/outbound-failure.ts';
import type { OutboundReply } from '#platform/outbound/send-request.ts';
import { describeUrlFault } from '#platform/outbound/url-fault.ts';
import { reachAddress, refuseAddress } from './reach-address.ts';
import { failed, passed, skipped, toCheck, warning } from './run-check.ts';
import type { Verdict } from './run-check.ts';

const answerCheck = { id: 'answer', label: 'Answer' };

/**
 * Tests a Partner Pairing URL without starting a pairing: HEAD, which changes nothing (RFC 9110 §9.3.2). Any answer
 * shows that something listens there.
 */
export async function checkPairingAddress(
  ctx: Pick<Context, 'outbound' | 'config'>,
  url: string | null,
): Promise<ConnectionCheck[]> {
  const rules = { allowLoopback: ctx.config.OUTBOUND_ALLOW_LOOPBACK };
  const fault = url === null ? 'Enter the Partner Pairing URL.' : describeUrlFault(url, rules);
  if (url === null || fault !== undefined) {
    const notTried = skipped('Not tried: the address has to be mended first.');
    return [...refuseAddress(fault ?? ''), toCheck(answerCheck, notTried)];
  }
  const { checks, answer } = await reachAddress(ctx, {
    url,
    method: 'HEAD',
    timeoutMs: 8_000,
    replyBytesMax: 64 * 1024,
  });
  if (answer === undefined)
    return [...checks, toCheck(answerCheck, skipped('Not tried: the server was not reached.'))];
  return [...checks, toCheck(answerCheck, judgeAnswer(answer), answer.durationMs)];
}

function judgeAnswer(answer: OutboundReply | OutboundFailure): Verdict {
  if (answer instanceof OutboundFailure) {
    return answer.reason === 'redirect'
      ? warning(`${answer.message} A pairing request that is redirected fails.`)
      : failed(answer.message);
  }
  const { status } = answer;
  if (status === 404 || status === 410)
    return warning(
      `Something answers, with status ${status}: it may know no such address. Check the path.`,
    );
  if (status >= 500)
    return warning(
      `Something answers, with status ${status}: the server may be in trouble. Tell the partner.`,
    );
  return passed(
    `Something answers, with status ${status}. Whether it takes pairing requests shows when a tenant connects.`,
  );
}

import type { Services } from '#platform/act/context.ts';
import { OutboundFailure } from '#platform/outbound/outbound-failure.ts';
import type { LoadedDelivery, TakenJob } from './load-deliveries.ts';
import { parseRetryAfter } from '../complete/retry-schedule.ts';
import type { SignMessage } from './sign-message.ts';

/** For everything: connection, request, reply. */
export const timeoutMs = 15_000;
export const replyBytesMax = 256 * 1024;

/** One HTTP try of a message and what came of it. */
export interface Attempt {
  job: TakenJob;
  delivery: LoadedDelivery;
  number: number;
  startedAtMs: number;
  durationMs: number;
  succeeded: boolean;
  status: number | null;
  /** For people: why it did not succeed. */
  error: string | null;
  /** For programs: `http_` with the status, or where the request broke; null where it succeeded. */
  reason: string | null;
  /** The header as it was sent; null without a key. */
  signature: string | null;
  replyStart: string | null;
  retryAfterMs: number | undefined;
}

export interface AttemptParts {
  services: Pick<Services, 'outbound' | 'log'>;
  sign: SignMessage;
}

/** Sends a message once, signed as of now; never throws for what the receiver does. */
export async function attemptDelivery(
  { services, sign }: AttemptParts,
  { job, delivery }: { job: TakenJob; delivery: LoadedDelivery },
): Promise<Attempt> {
  const { id, url, body, keys, nowMs: startedAtMs } = delivery;
  const signed = sign({ id, body, keys, sentAtMs: startedAtMs });
  const reply = await services.outbound.post({
    url,
    body,
    timeoutMs,
    replyBytesMax,
    headers: {
      'content-type': 'application/json',
      ...signed,
    },
  });
  const result =
    reply instanceof OutboundFailure ? toFailed(reply) : toAnswered(reply, startedAtMs);
  const attempt: Attempt = {
    job,
    delivery,
    startedAtMs,
    number: delivery.attempts + 1,
    durationMs: Math.round(reply.durationMs),
    signature: signed['webhook-signature'] ?? null,
    ...result,
  };
  logAttempt(services.log, attempt);
  return attempt;
}

type Result = Pick<
  Attempt,
  'succeeded' | 'status' | 'error' | 'reason' | 'replyStart' | 'retryAfterMs'
>;

function toFailed({ reason: broke, status: head, message }: OutboundFailure): Result {
  const status = head ?? null;
  // The receiver took the message; that its answer is long is no reason to send it again.
  const succeeded = broke === 'too_large' && status !== null && isSuccess(status);
  const error = succeeded ? null : message;
  const reason = succeeded ? null : broke;
  return { succeeded, status, error, reason, replyStart: null, retryAfterMs: undefined };
}

function toAnswered(
  reply: { status: number; headers: Record<string, string>; bodyStart: string },
  nowMs: number,
): Result {
  const { status, headers, bodyStart: replyStart } = reply;
  const succeeded = isSuccess(status);
  const error = succeeded ? null : `The receiver answered ${status}.`;
  const reason = succeeded ? null : `http_${status}`;
  const retryAfterMs = succeeded ? undefined : parseRetryAfter(headers['retry-after'], nowMs);
  return { succeeded, status, error, reason, replyStart, retryAfterMs };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function logAttempt(log: Services['log'], attempt: Attempt): void {
  const { delivery, number, status, succeeded, durationMs } = attempt;
  const { id: deliveryId, integrationId, path } = delivery;
  log.info(
    { deliveryId, integrationId, path, number, status, succeeded, durationMs },
    'delivery.attempted',
  );
}

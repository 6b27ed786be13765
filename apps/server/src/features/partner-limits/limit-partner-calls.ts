import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { postBooking } from '@leads/contract/bookings';
import { Problem } from '@leads/contract/problem';
import type { Config } from '#server/config.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { ProcessCount } from '#platform/live/count-processes.ts';

const windowMs = 1_000;
/** So many partners and accounts are kept apart at once; beyond it the ones asked least lately begin anew. */
const keysMax = 50_000;

type Limits = Pick<Config, 'PARTNER_CALLS_PER_SECOND' | 'ACCOUNT_BOOKINGS_PER_SECOND'>;

interface Quota {
  name: string;
  max: number;
  left: number;
  isExceeded: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    quotas: Quota[] | undefined;
  }
}

/**
 * Refuses partner calls beyond the limits with 429 `rate_limited` and `Retry-After`, before anything else is done with
 * them; bookings once more by their account, as soon as it is read.
 */
export async function limitPartnerCalls(
  app: FastifyInstance,
  { config, processes }: { config: Limits; processes: Pick<ProcessCount, 'current'> },
): Promise<void> {
  await app.register(rateLimit, { global: false, cache: keysMax });
  const shareOf = (limit: number) => Math.max(1, Math.ceil(limit / processes.current()));
  const ofPartner = app.createRateLimit({
    timeWindow: windowMs,
    max: () => shareOf(config.PARTNER_CALLS_PER_SECOND),
    keyGenerator: (request) => `partner ${partnerOf(request)?.integrationId ?? ''}`,
  });
  const ofAccount = app.createRateLimit({
    timeWindow: windowMs,
    max: () => shareOf(config.ACCOUNT_BOOKINGS_PER_SECOND),
    keyGenerator: (request) =>
      `account ${partnerOf(request)?.integrationId ?? ''} ${accountOf(request) ?? ''}`,
  });
  app.decorateRequest('quotas', undefined);
  app.addHook('onRequest', async (request, reply) => {
    if (partnerOf(request) === undefined) return;
    take(await ofPartner(request), { name: 'partner', request, reply });
  });
  app.addHook('preHandler', async (request, reply) => {
    if (accountOf(request) === undefined) return;
    take(await ofAccount(request), { name: 'account', request, reply });
  });
}

type Taken = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>;

function take(
  taken: Taken,
  { name, request, reply }: { name: string; request: FastifyRequest; reply: FastifyReply },
): void {
  // Nobody is on a list of those who need not be counted.
  if (taken.isAllowed) return;
  const { max, remaining, isExceeded } = taken;
  const quotas = [...(request.quotas ?? []), { name, max, left: remaining, isExceeded }];
  request.quotas = quotas;
  const seconds = windowMs / 1_000;
  reply.header(
    'ratelimit-policy',
    quotas.map((one) => `"${one.name}";q=${one.max};w=${seconds}`).join(', '),
  );
  reply.header(
    'ratelimit',
    quotas.map((one) => `"${one.name}";r=${one.left};t=${seconds}`).join(', '),
  );
  if (isExceeded) throw tooMany(name, max);
}

function tooMany(name: string, max: number): Problem {
  const what = name === 'account' ? 'bookings for this account' : 'calls';
  return new Problem('rate_limited', {
    detail: `More than ${max} ${what} in a second. Nothing was stored: wait as Retry-After says, then send this one again with the same idempotency token.`,
    retryAfterSeconds: 1,
  });
}

function partnerOf({ actor }: FastifyRequest): ActorOf<'partner'> | undefined {
  return actor?.kind === 'partner' ? actor : undefined;
}

/** The account that a booking is for. */
function accountOf(request: FastifyRequest): string | undefined {
  if (partnerOf(request) === undefined || request.method !== 'POST') return undefined;
  if (request.routeOptions.url !== postBooking.url) return undefined;
  const { slot } = request.body as { slot: { accountId: string } };
  return slot.accountId;
}

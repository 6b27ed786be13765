import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { createMinuteShares } from './minute-shares.ts';
import { findCaller, isRefusedCall, toRefusedCall } from './refused-call.ts';
import type { RefusedCall } from './refused-call.ts';
import { storeRefusals } from './store-refusals.ts';

const waitingMax = 1_000;
const flushEveryMs = 1_000;

interface Parts {
  services: Services;
  db: Kysely<Schema>;
  registry?: Registry | undefined;
}

/**
 * Keeps refused partner calls: looked at after the reply is out, collected in memory, written once a second in a
 * transaction of their own. Never slows or fails a request: what is too much or cannot be written is dropped and counted.
 */
export function recordRefusals(app: FastifyInstance, parts: Parts): void {
  const { note, flush } = createRecorder(parts);
  app.addHook('onResponse', async (request, reply) => note(request, reply));
  const timer = setInterval(() => void flush(), flushEveryMs);
  timer.unref();
  app.addHook('onClose', async () => {
    clearInterval(timer);
    await flush();
  });
}

function createRecorder({ services, db, registry }: Parts) {
  const { clock, log } = services;
  const dropped = createDropCounter(registry);
  const minute = createMinuteShares();
  let waiting: RefusedCall[] = [];
  let writing: Promise<void> = Promise.resolve();

  const take = (request: FastifyRequest, reply: FastifyReply): void => {
    const { refusal } = request;
    if (refusal === undefined || !isRefusedCall(request, reply)) return;
    const caller = findCaller(request);
    if (caller === undefined) return;
    const now = clock.now();
    const share = minute.shareOf(caller, now);
    if (share.kept >= share.max || waiting.length >= waitingMax) {
      share.leftOut += 1;
      dropped.inc();
      return;
    }
    const call = toRefusedCall(request, reply, { caller, refusal, now });
    share.kept += 1;
    share.lastId = call.id;
    waiting.push(call);
  };

  const flush = (): Promise<void> => {
    const calls = waiting;
    const leftOut = minute.takeLeftOut();
    if (calls.length === 0 && leftOut.length === 0) return writing;
    waiting = [];
    writing = writing.then(() =>
      storeRefusals(db, { calls, leftOut }).catch((err: unknown) => {
        dropped.inc(calls.length);
        log.warn({ err, count: calls.length }, 'refused calls could not be kept');
      }),
    );
    return writing;
  };

  return {
    note(request: FastifyRequest, reply: FastifyReply): void {
      try {
        take(request, reply);
      } catch (err) {
        dropped.inc();
        log.warn({ err }, 'a refused call could not be read');
      }
    },
    flush,
  };
}

function createDropCounter(registry: Registry | undefined): Counter {
  return new Counter({
    name: 'refused_requests_dropped_total',
    help: 'Refused partner calls that were not kept: beyond the share of a minute, or not to be written',
    registers: registry === undefined ? [] : [registry],
  });
}

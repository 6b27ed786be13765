/**
 * Posts bookings, in a process of its own; its parent forks it and gets what came of them. Closed loop: so many at once,
 * each followed by the next, to find the most that is taken. Open loop: a constant rate, where a booking counts from
 * when it was due (coordinated omission is accounted for).
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

export interface Load {
  origin: string;
  /** One per partner. */
  tokens: string[];
  accountsPerPartner: number;
  servicesPerPartner: number;
  connections: number;
  warmUpMs: number;
  measureMs: number;
  /** Bookings a second; left out, as many as are taken. */
  perSecond?: number;
}

export interface Sent {
  /** Taken per second of the time that was measured. */
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers other than 200, by status; connection faults under 0. */
  refused: Record<string, number>;
}

const run = randomUUID().slice(0, 8);
let sent = 0;

process.on('message', (load: Load) => void measure(load).then(tell));

function tell(result: Sent): void {
  process.send?.(result, () => process.disconnect?.());
}

async function measure(load: Load): Promise<Sent> {
  const pool = new Pool(load.origin, { connections: load.connections, pipelining: 1 });
  const latencies: number[] = [];
  const refused: Record<string, number> = {};
  const startMs = performance.now();
  const fromMs = startMs + load.warmUpMs;
  const toMs = fromMs + load.measureMs;
  const post = async (dueMs: number): Promise<void> => {
    const status = await postOne(pool, load);
    const nowMs = performance.now();
    if (nowMs < fromMs || nowMs > toMs) return;
    if (status === 200) latencies.push(nowMs - dueMs);
    else refused[status] = (refused[status] ?? 0) + 1;
  };
  if (load.perSecond === undefined) await sendAtOnce(post, { toMs, width: load.connections });
  else await sendAtRate(post, { startMs, toMs, perSecond: load.perSecond });
  await pool.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.ceil(latencies.length * share) - 1] ?? Number.NaN;
  const perSecond = (latencies.length * 1000) / load.measureMs;
  return { perSecond, p50Ms: at(0.5), p99Ms: at(0.99), refused };
}

async function sendAtOnce(
  post: (dueMs: number) => Promise<void>,
  { toMs, width }: { toMs: number; width: number },
): Promise<void> {
  const one = async () => {
    while (performance.now() < toMs) await post(performance.now());
  };
  await Promise.all(Array.from({ length: width }, one));
}

async function sendAtRate(
  post: (dueMs: number) => Promise<void>,
  { startMs, toMs, perSecond }: { startMs: number; toMs: number; perSecond: number },
): Promise<void> {
  const open: Promise<void>[] = [];
  for (let next = 0; ;) {
    const nowMs = performance.now();
    if (nowMs > toMs) break;
    for (; startMs + (next * 1000) / perSecond <= nowMs; next += 1)
      open.push(post(startMs + (next * 1000) / perSecond));
    await sleep(1);
  }
  await Promise.all(open);
}

function postOne(pool: Pool, load: Load): Promise<number> {
  sent += 1;
  const partner = sent % load.tokens.length;
  return new Promise((resolve) => {
    let status = 0;
    pool.dispatch(
      {
        method: 'POST',
        path: '/api/integrations/bookings',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${load.tokens[partner]}`,
        },
        body: toBody(sent, load),
      },
      {
        onRequestStart: () => undefined,
        onResponseStart: (_controller, code) => {
          status = code;
        },
        onResponseData: () => undefined,
        onResponseEnd: () => resolve(status),
        // Not at once: a fault that comes without any waiting must not keep the clock from being read.
        onResponseError: () => setImmediate(resolve, 0),
      },
    );
  });
}

function toBody(n: number, load: Load): string {
  const account = Math.floor(n / load.tokens.length) % load.accountsPerPartner;
  const startSec = Math.floor(Date.now() / 1000) + 86_400;
  return JSON.stringify({
    idempotencyToken: `token-${run}-${n}`,
    partnerBookingId: `booking-${run}-${n}`,
    slot: {
      accountId: `account-${account}`,
      profileId: 'profile',
      serviceId: `service-${n % load.servicesPerPartner}`,
      startSec,
      durationSec: 7200,
    },
    userInformation: {
      givenName: 'Maria',
      familyName: `Alvarez ${n}`,
      telephone: '(602) 555-0137',
      email: `maria${n}@example.com`,
    },
    address: {
      streetAddress: '4821 E Cactus Rd',
      locality: 'Phoenix',
      region: 'AZ',
      postalCode: '85032',
      country: 'US',
    },
    description: 'Upstairs AC blows warm air since last night.',
    extraDetails: { parameter0: '45.00', parameter1: 'gold' },
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { BehaviourStore } from '../behaviour.ts';
import type { PlatformClient, PlatformResult } from '../platform-client.ts';
import type { PairingRequest, PairingStatus } from './pairing-request.ts';
import { type PairedAccount, toPairedAccount } from './to-paired-account.ts';

export interface PairingAnswerSent {
  readonly status: PairingStatus;
  readonly sentAt: string;
  readonly result: PlatformResult;
}

export interface PairingEntry {
  readonly request: PairingRequest;
  readonly receivedAt: string;
  /** More than one when the platform repeated the request. */
  readonly timesReceived: number;
  readonly account: PairedAccount;
  /** The last answer that the platform took. */
  readonly status: PairingStatus | 'PENDING';
  readonly answers: readonly PairingAnswerSent[];
}

/**
 * Takes pairing requests and answers them, by itself or when told to.
 * PENDING → PROCESSING → COMPLETED | DECLINED; the platform has the last word on each step.
 */
export interface PairingDesk {
  /** A repeated requestId starts nothing anew. */
  receive(request: PairingRequest): void;
  /** Newest first. */
  list(): readonly PairingEntry[];
  /** @returns undefined when no such request came. */
  answer(requestId: string, status: PairingStatus): Promise<PairingAnswerSent | undefined>;
}

const ENTRIES_MAX = 200;
const RETRY_DELAYS_MS = [1000, 3000, 10_000];

export function createPairingDesk(options: {
  platform: PlatformClient;
  behaviour: BehaviourStore;
  log: Logger;
  closing: AbortSignal;
  onChange: () => void;
}): PairingDesk {
  const entries = new Map<string, PairingEntry>();

  function put(entry: PairingEntry): void {
    entries.set(entry.request.requestId, entry);
    const [oldest] = entries.keys();
    if (entries.size > ENTRIES_MAX && oldest !== undefined) entries.delete(oldest);
    options.onChange();
  }

  async function answer(
    requestId: string,
    status: PairingStatus,
  ): Promise<PairingAnswerSent | undefined> {
    const asked = entries.get(requestId);
    if (!asked) return undefined;
    const body = { requestId, status, ...(status === 'COMPLETED' && { account: asked.account }) };
    const result = await options.platform.post('/api/integrations/accounts', body);
    const sent = { status, sentAt: new Date().toISOString(), result };
    const entry = entries.get(requestId) ?? asked;
    put({
      ...entry,
      status: isTaken(result) ? status : entry.status,
      answers: [...entry.answers, sent],
    });
    const outcome = result.outcome === 'answered' ? result.status : result.reason;
    options.log.info({ requestId, status, outcome }, 'pairing request answered');
    return sent;
  }

  /** Repeats when the platform is away or in trouble, as a real partner would. */
  async function answerUntilTaken(requestId: string, status: PairingStatus): Promise<void> {
    for (const delayMs of [0, ...RETRY_DELAYS_MS]) {
      if (delayMs > 0) await sleep(delayMs, undefined, { signal: options.closing });
      const sent = await answer(requestId, status);
      if (!sent || !isWorthRepeating(sent.result)) return;
    }
  }

  async function answerByItself(requestId: string): Promise<void> {
    const { pairingAnswer, pairingDelayMs } = options.behaviour.current();
    if (pairingAnswer === 'ask') return;
    await answerUntilTaken(requestId, 'PROCESSING');
    await sleep(pairingDelayMs, undefined, { signal: options.closing });
    await answerUntilTaken(requestId, pairingAnswer === 'complete' ? 'COMPLETED' : 'DECLINED');
  }

  return {
    answer,
    list: () => [...entries.values()].toReversed(),
    receive(request) {
      const known = entries.get(request.requestId);
      if (known) return put({ ...known, timesReceived: known.timesReceived + 1 });
      const account = toPairedAccount(request.tenant);
      const receivedAt = new Date().toISOString();
      put({ request, receivedAt, timesReceived: 1, account, status: 'PENDING', answers: [] });
      answerByItself(request.requestId).catch((error: unknown) => {
        if (!options.closing.aborted) options.log.error({ err: error }, 'pairing answer failed');
      });
    },
  };
}

function isTaken(result: PlatformResult): boolean {
  return result.outcome === 'answered' && result.status < 300;
}

function isWorthRepeating(result: PlatformResult): boolean {
  return result.outcome === 'failed' || result.status >= 500 || result.status === 429;
}

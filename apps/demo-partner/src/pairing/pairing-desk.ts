import type { Logger } from 'pino';
import type { BehaviourStore } from '../behaviour.ts';
import type { PlatformClient, PlatformResult } from '../platform-client.ts';
import { answerByItself } from './answer-by-itself.ts';
import type { PairingRequest, PairingStatus } from './pairing-request.ts';
import { type PairedAccount, toPairedAccount } from './to-paired-account.ts';

interface PairingAnswerSent {
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
    const taken = isTaken(result) ? { status } : {};
    put({ ...entry, ...taken, answers: [...entry.answers, sent] });
    options.log.info({ requestId, status, result: toLogged(result) }, 'pairing request answered');
    return sent;
  }

  return {
    answer,
    list: () => [...entries.values()].toReversed(),
    receive(request) {
      const known = entries.get(request.requestId);
      if (known) return put({ ...known, timesReceived: known.timesReceived + 1 });
      put(toEntry(request));
      const { requestId } = request;
      answerByItself({
        ...options.behaviour.current(),
        closing: options.closing,
        isOpen: () => isOpen(entries.get(requestId)),
        answer: (status) => answer(requestId, status),
      }).catch((error: unknown) => {
        if (!options.closing.aborted) options.log.error({ err: error }, 'pairing answer failed');
      });
    },
  };
}

function toEntry(request: PairingRequest): PairingEntry {
  const receivedAt = new Date().toISOString();
  const account = toPairedAccount(request.tenant);
  return { request, receivedAt, timesReceived: 1, account, status: 'PENDING', answers: [] };
}

function toLogged(result: PlatformResult): number | string {
  return result.outcome === 'answered' ? result.status : result.reason;
}

function isTaken(result: PlatformResult): boolean {
  return result.outcome === 'answered' && result.status < 300;
}

/** A person at the page may be faster than the automatic answer. */
function isOpen(entry: PairingEntry | undefined): boolean {
  return entry?.status === 'PENDING' || entry?.status === 'PROCESSING';
}

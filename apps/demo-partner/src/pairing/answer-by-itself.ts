import { setTimeout as sleep } from 'node:timers/promises';
import type { PairingAnswer } from '../behaviour.ts';
import type { PlatformResult } from '../platform-client.ts';
import type { PairingStatus } from './pairing-request.ts';

const RETRY_DELAYS_MS = [1000, 3000, 10_000];

/**
 * PROCESSING at once, then the chosen end; nothing when a person is to decide.
 * Rejects with an AbortError when the partner closes meanwhile.
 */
export async function answerByItself(options: {
  pairingAnswer: PairingAnswer;
  pairingDelayMs: number;
  closing: AbortSignal;
  isOpen: () => boolean;
  answer: (status: PairingStatus) => Promise<{ result: PlatformResult } | undefined>;
}): Promise<void> {
  const { pairingAnswer, pairingDelayMs, closing, isOpen, answer } = options;

  /** Repeats when the platform is away or in trouble, as a real partner would. */
  async function answerUntilTaken(status: PairingStatus): Promise<void> {
    for (const delayMs of [0, ...RETRY_DELAYS_MS]) {
      if (delayMs > 0) await sleep(delayMs, undefined, { signal: closing });
      const sent = isOpen() ? await answer(status) : undefined;
      if (!sent || !isWorthRepeating(sent.result)) return;
    }
  }

  if (pairingAnswer === 'ask') return;
  await answerUntilTaken('PROCESSING');
  await sleep(pairingDelayMs, undefined, { signal: closing });
  await answerUntilTaken(pairingAnswer === 'complete' ? 'COMPLETED' : 'DECLINED');
}

function isWorthRepeating(result: PlatformResult): boolean {
  return result.outcome === 'failed' || result.status >= 500 || result.status === 429;
}

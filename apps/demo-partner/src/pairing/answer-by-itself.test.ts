import { expect, test } from 'vitest';
import type { PlatformResult } from '../platform-client.ts';
import { answerByItself } from './answer-by-itself.ts';
import type { PairingStatus } from './pairing-request.ts';

function createAnswers(
  result: PlatformResult = { outcome: 'answered', status: 200, body: {}, durationMs: 1 },
) {
  const sent: PairingStatus[] = [];
  const answer = async (status: PairingStatus) => {
    sent.push(status);
    return { result };
  };
  return { sent, answer };
}

const base = { pairingAnswer: 'complete', pairingDelayMs: 0, isOpen: () => true } as const;

test('a person who was faster than the automatic answer has the last word', async () => {
  const { sent, answer } = createAnswers();
  const isOpen = () => sent.length === 0;
  await answerByItself({ ...base, closing: new AbortController().signal, isOpen, answer });
  expect(sent).toEqual(['PROCESSING']);
});

test('a refusal is not repeated', async () => {
  const { sent, answer } = createAnswers({
    outcome: 'answered',
    status: 404,
    body: {},
    durationMs: 1,
  });
  await answerByItself({
    ...base,
    pairingAnswer: 'decline',
    closing: new AbortController().signal,
    answer,
  });
  expect(sent).toEqual(['PROCESSING', 'DECLINED']);
});

test('stops when the partner closes', async () => {
  const closing = new AbortController();
  const { sent, answer } = createAnswers({ outcome: 'failed', reason: 'away' });
  const done = answerByItself({ ...base, closing: closing.signal, answer });
  closing.abort();
  await expect(done).rejects.toThrow('aborted');
  expect(sent).toEqual(['PROCESSING']);
});

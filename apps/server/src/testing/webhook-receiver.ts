import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export interface ReceivedWebhook {
  path: string;
  id: string;
  headers: IncomingHttpHeaders;
  /** The bytes as they came. */
  text: string;
  body: Record<string, unknown>;
  /** Those of the trusted secrets that verify it. */
  verifiedBy: string[];
  atMs: number;
}

export interface ReceiverAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
  delayMs?: number;
  /** Takes the request and never answers. */
  hangs?: boolean;
}

/** A partner's endpoint: a real HTTP server on loopback that verifies what it gets by the reference library. */
export interface WebhookReceiver {
  url: string;
  received: readonly ReceivedWebhook[];
  trust(...secrets: string[]): void;
  /** How the next requests are answered, in order; afterwards as `answer` says. */
  plan(...answers: ReceiverAnswer[]): void;
  /** How all others are answered; 200 at once unless told. */
  answer(answer: ReceiverAnswer | ((webhook: ReceivedWebhook) => ReceiverAnswer)): void;
  /** Resolves once so many requests have come in all; rejects after 10 s. */
  waitFor(count: number): Promise<readonly ReceivedWebhook[]>;
  close(): Promise<void>;
}

const waitMaxMs = 10_000;

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const secrets: string[] = [];
  const planned: ReceiverAnswer[] = [];
  const waiters = new Set<() => void>();
  let standing: (webhook: ReceivedWebhook) => ReceiverAnswer = () => ({});

  const server = createServer((request, response) => {
    void (async () => {
      const webhook = await readWebhook(request, secrets);
      received.push(webhook);
      for (const waiter of waiters) waiter();
      await reply(response, planned.shift() ?? standing(webhook));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    trust: (...more) => void secrets.push(...more),
    plan: (...answers) => void planned.push(...answers),
    answer(answer) {
      standing = typeof answer === 'function' ? answer : () => answer;
    },
    async waitFor(count) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const check = () => (received.length >= count ? resolve() : undefined);
      const fail = () => reject(new Error(`${received.length} of ${count} webhooks came`));
      const timer = setTimeout(fail, waitMaxMs);
      waiters.add(check);
      check();
      await promise.finally(() => {
        clearTimeout(timer);
        waiters.delete(check);
      });
      return received;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readWebhook(request: IncomingMessage, secrets: string[]): Promise<ReceivedWebhook> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const { headers } = request;
  return {
    path: request.url ?? '',
    id: String(headers['webhook-id'] ?? ''),
    headers,
    text,
    body: JSON.parse(text) as Record<string, unknown>,
    verifiedBy: secrets.filter((secret) => isVerified(secret, text, headers)),
    atMs: performance.now(),
  };
}

function isVerified(secret: string, text: string, headers: IncomingHttpHeaders): boolean {
  try {
    new Webhook(secret).verify(text, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
}

async function reply(response: ServerResponse, answer: ReceiverAnswer): Promise<void> {
  if (answer.hangs === true) return;
  if (answer.delayMs !== undefined) {
    await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
  }
  response.writeHead(answer.status ?? 200, answer.headers).end(answer.body ?? '');
}

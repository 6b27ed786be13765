import { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '#platform/log.ts';
import { hintTopics, liveChannel } from './send-hint.ts';
import type { Hint } from './send-hint.ts';

const HintPayload = z.object({
  topic: z.enum(hintTopics),
  id: z.string(),
  tenantId: z.string().optional(),
  integrationId: z.string().optional(),
  byUserId: z.string().optional(),
});

/** `refetch` follows a reconnect: hints may have been missed meanwhile. */
export type LiveMessage = { kind: 'hint'; hint: Hint } | { kind: 'refetch' };

export interface LiveListener {
  /** Answers how to unsubscribe. */
  subscribe(receive: (message: LiveMessage) => void): () => void;
  close(): Promise<void>;
}

const reconnectDelayMaxMs = 10_000;

/** One LISTEN connection per process; when it is lost it comes back by itself, with growing pauses. */
export async function createLiveListener(options: {
  url: string;
  log: Log;
}): Promise<LiveListener> {
  const subscribers = new Set<(message: LiveMessage) => void>();
  const tellAll = (message: LiveMessage) => {
    for (const receive of subscribers) receive(message);
  };
  const closing = new AbortController();
  let client = await connect(options, tellAll);
  const keeping = keepConnected();

  async function keepConnected(): Promise<void> {
    for (;;) {
      await new Promise((resolve) => client.once('end', resolve));
      const next = await reconnect(options, { tellAll, signal: closing.signal });
      if (next === undefined) return;
      client = next;
      tellAll({ kind: 'refetch' });
    }
  }

  return {
    subscribe(receive) {
      subscribers.add(receive);
      return () => subscribers.delete(receive);
    },
    async close() {
      closing.abort();
      await client.end();
      await keeping;
    },
  };
}

async function connect(
  { url, log }: { url: string; log: Log },
  tellAll: (message: LiveMessage) => void,
): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'leads-live',
    keepAlive: true,
    connectionTimeoutMillis: 5000,
  });
  client.on('notification', ({ payload }) => {
    const hint = parseHint(payload);
    if (hint !== undefined) tellAll({ kind: 'hint', hint });
  });
  client.on('error', (err) => log.warn({ err }, 'the live connection was lost'));
  await client.connect();
  await client.query(`listen ${liveChannel}`);
  return client;
}

/** Tries until it is connected; undefined once the signal says that nobody waits any more. */
async function reconnect(
  options: { url: string; log: Log },
  { tellAll, signal }: { tellAll: (message: LiveMessage) => void; signal: AbortSignal },
): Promise<Client | undefined> {
  for (let delayMs = 200; ; delayMs = Math.min(delayMs * 2, reconnectDelayMaxMs)) {
    await sleep(delayMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return undefined;
    try {
      return await connect(options, tellAll);
    } catch (err) {
      options.log.warn({ err }, 'the live connection cannot be made yet');
    }
  }
}

function parseHint(payload: string | undefined): Hint | undefined {
  try {
    return HintPayload.parse(JSON.parse(payload ?? '')) as Hint;
  } catch {
    return undefined;
  }
}

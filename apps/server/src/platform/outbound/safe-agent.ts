import type { Log } from '../log.ts';
import { createGuardedConnector } from './guarded-connector.ts';
import type { ConnectSocket } from './guarded-connector.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { createOriginPools } from './origin-pools.ts';
import { OutboundFailure } from './outbound-failure.ts';
import type { ReplyHeaders } from './raw-reply.ts';
import { createResolveHost } from './resolve-host.ts';
import type { ResolveHost } from './resolve-host.ts';
import { requireAllowedUrl, sendRequest } from './send-request.ts';
import type { OutboundReply, OutboundRequest } from './send-request.ts';

export interface OutboundOptions {
  /** `OUTBOUND_ALLOW_LOOPBACK`: this machine may be called, by http too. Never in production. */
  allowLoopback: boolean;
  log: Log;
  resolve?: ResolveHost;
  connect?: ConnectSocket;
  connectTimeoutMs?: number;
  /** Origins with open connections at once; beyond it the one used longest ago is closed. */
  originsMax?: number;
  connectionsPerOrigin?: number;
  /** Limits of `fetch`, which has no place to say them. */
  fetchTimeoutMs?: number;
  fetchReplyBytesMax?: number;
}

export interface PostRequest {
  url: string | URL;
  headers: Record<string, string>;
  body: string | Uint8Array;
  timeoutMs: number;
  replyBytesMax: number;
  signal?: AbortSignal;
}

export interface PostReply {
  status: number;
  /** Names in lower case; several of one name are joined by a comma. */
  headers: Record<string, string>;
  /** The first 2 kB as text that a text column takes: no half characters, no NUL. */
  bodyStart: string;
  durationMs: number;
}

/**
 * The only way out to addresses that people typed or partners sent. https only, public addresses
 * only (checked when the name is resolved and again on the connected socket), no redirects, one
 * deadline, a cap on the reply.
 */
export interface Outbound {
  /** For openid-client and jose. The body has been read, within the limits, when it resolves. */
  fetch: GuardedFetch;
  /** @throws OutboundFailure */
  request(request: OutboundRequest): Promise<OutboundReply>;
  /**
   * For webhooks: no reply is an answer too, so it is returned, not thrown. When the reply's
   * head had arrived before it failed (`too_large`, `redirect`, `timeout`), `status` tells it.
   */
  post(request: PostRequest): Promise<PostReply | OutboundFailure>;
  /** @throws OutboundFailure `address_refused` */
  assertAllowedUrl(url: string | URL): void;
  /** Lets running requests finish; later ones fail as `aborted`. */
  close(): Promise<void>;
}

const BODY_START_BYTES = 2_048;

export function createOutbound(options: OutboundOptions): Outbound {
  const {
    allowLoopback,
    log,
    resolve = createResolveHost(),
    connect,
    connectTimeoutMs = 10_000,
  } = options;
  const { originsMax = 512, connectionsPerOrigin = 128 } = options;
  const { fetchTimeoutMs = 10_000, fetchReplyBytesMax = 1024 * 1024 } = options;
  const rules = { allowLoopback };
  const connector = createGuardedConnector({
    allowLoopback,
    log,
    resolve,
    connect,
    connectTimeoutMs,
  });
  const pools = createOriginPools({ connect: connector.connect, originsMax, connectionsPerOrigin });
  const running = createRunningCount();
  const request = (outgoing: OutboundRequest) =>
    running.count(() => sendRequest(outgoing, { pools, rules }));
  if (allowLoopback) log.warn('outbound.loopback_allowed');

  return {
    request,
    fetch: createGuardedFetch({
      request,
      timeoutMs: fetchTimeoutMs,
      replyBytesMax: fetchReplyBytesMax,
    }),
    async post(outgoing) {
      try {
        return toPostReply(
          await request({ ...outgoing, method: 'POST', keepBytesMax: BODY_START_BYTES }),
        );
      } catch (err) {
        if (err instanceof OutboundFailure) return err;
        throw err;
      }
    },
    assertAllowedUrl(url) {
      requireAllowedUrl(url, rules);
    },
    async close() {
      await running.end();
      // By then only connections are left that still open although nobody waits for them.
      connector.destroy();
      await pools.close();
    },
  };
}

function createRunningCount() {
  let runningCount = 0;
  let isEnding = false;
  const idle = Promise.withResolvers<void>();
  const settle = () => {
    if (isEnding && runningCount === 0) idle.resolve();
  };
  return {
    async count<Value>(act: () => Promise<Value>): Promise<Value> {
      if (isEnding)
        throw new OutboundFailure('aborted', 'The request was not made because we are stopping.');
      runningCount += 1;
      try {
        return await act();
      } finally {
        runningCount -= 1;
        settle();
      }
    },
    async end(): Promise<void> {
      isEnding = true;
      settle();
      await idle.promise;
    },
  };
}

function toPostReply({ status, headers, body, durationMs }: OutboundReply): PostReply {
  return { status, headers: toJoinedHeaders(headers), bodyStart: toStorableText(body), durationMs };
}

function toJoinedHeaders(headers: ReplyHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && name !== '__proto__')
      joined[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return joined;
}

function toStorableText(bytes: Buffer): string {
  // As a stream that goes on: a character cut in two by the limit is left out.
  return new TextDecoder().decode(bytes, { stream: true }).replaceAll('\0', '\uFFFD');
}

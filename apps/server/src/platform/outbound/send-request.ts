import type { Dispatcher } from 'undici';
import { decodeBody } from './decode-body.ts';
import { exchange } from './exchange.ts';
import type { OriginPools } from './origin-pools.ts';
import { OutboundFailure } from './outbound-failure.ts';
import type { RawReply, ReplyHeaders } from './raw-reply.ts';
import { toOutboundFailure } from './to-outbound-failure.ts';
import { describeUrlFault, hostOf } from './url-fault.ts';
import type { OutboundRules } from './url-fault.ts';

export interface OutboundRequest {
  url: string | URL;
  method: Dispatcher.HttpMethod;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For everything together: name, connection, TLS, request, reply to its last byte. */
  timeoutMs: number;
  /** From the end of the request to the end of the reply's head; only `timeoutMs` when left out. */
  headersTimeoutMs?: number;
  /** A larger reply is a failure, counted before and after decompression. */
  replyBytesMax: number;
  /** So much of the reply's beginning is returned; all of it when left out. */
  keepBytesMax?: number;
  signal?: AbortSignal;
}

export interface OutboundReply extends RawReply {
  durationMs: number;
}

export interface SendContext {
  pools: OriginPools;
  rules: OutboundRules;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const USER_AGENT = 'leads-integration-manager';

/** @throws OutboundFailure `address_refused`, with a sentence for whoever set the address */
export function requireAllowedUrl(url: string | URL, rules: OutboundRules): URL {
  const fault = describeUrlFault(url, rules);
  if (fault !== undefined) throw new OutboundFailure('address_refused', fault);
  return new URL(url);
}

/**
 * Makes one request under the guard. Any status but a redirect is a reply.
 * @throws OutboundFailure for everything that is not our own mistake
 */
export async function sendRequest(
  request: OutboundRequest,
  context: SendContext,
): Promise<OutboundReply> {
  const startedMs = performance.now();
  const url = requireAllowedUrl(request.url, context.rules);
  const head: { status?: number } = {};
  try {
    const reply = await receiveReply(request, url, context, (status) => {
      head.status = status;
    });
    return { ...reply, durationMs: performance.now() - startedMs };
  } catch (err) {
    const failure = toOutboundFailure(err, hostOf(url));
    if (failure === undefined) throw err;
    throw failure.with({ status: head.status, durationMs: performance.now() - startedMs });
  }
}

async function receiveReply(
  request: OutboundRequest,
  url: URL,
  { pools }: SendContext,
  onStatus: (status: number) => void,
): Promise<RawReply> {
  const { timeoutMs, replyBytesMax: bytesMax, keepBytesMax = bytesMax, signal } = request;
  const host = hostOf(url);
  const onHead = (status: number, headers: ReplyHeaders) => {
    onStatus(status);
    return findHeadFault(status, headers, url);
  };
  const limits = { host, timeoutMs, bytesMax, keepBytesMax, signal, onHead };
  const reply = await exchange(pools.poolFor(url.origin), toDispatchOptions(request, url), limits);
  const body = await decodeBody(reply, host, bytesMax);
  return { ...reply, body: body.subarray(0, keepBytesMax) };
}

function toDispatchOptions(request: OutboundRequest, url: URL): Dispatcher.DispatchOptions {
  const headers: Record<string, string> = { 'user-agent': USER_AGENT };
  for (const name in request.headers) headers[name.toLowerCase()] = request.headers[name] ?? '';
  headers['accept-encoding'] = 'identity';
  return {
    path: url.pathname + url.search,
    method: request.method,
    headers,
    body: request.body ?? null,
    headersTimeout: request.headersTimeoutMs ?? 0,
    // The deadline covers it, and to the millisecond.
    bodyTimeout: 0,
  };
}

function findHeadFault(
  status: number,
  headers: ReplyHeaders,
  url: URL,
): OutboundFailure | undefined {
  if (REDIRECTS.has(status))
    return new OutboundFailure('redirect', describeRedirect(headers['location'], url));
  if (status <= 599) return undefined;
  return new OutboundFailure(
    'protocol',
    `${hostOf(url)} answered with the status ${status}, which HTTP does not have.`,
  );
}

function describeRedirect(location: string | string[] | undefined, url: URL): string {
  const target = typeof location === 'string' ? URL.parse(location, url) : null;
  const where = target === null ? '' : ` to ${target.origin}${target.pathname}`;
  return `${hostOf(url)} redirects${where}. Redirects are not followed: enter the final address.`;
}

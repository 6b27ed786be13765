import { OutboundFailure } from './outbound-failure.ts';
import type { ReplyHeaders } from './raw-reply.ts';
import type { OutboundReply, OutboundRequest } from './send-request.ts';

export type GuardedFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

export interface GuardedFetchOptions {
  request(request: OutboundRequest): Promise<OutboundReply>;
  timeoutMs: number;
  replyBytesMax: number;
}

const BODILESS = new Set([204, 205, 304]);

/**
 * WHATWG fetch over guarded requests. Differs in two points: a redirect rejects whatever
 * `init.redirect` says, and the reply is complete when the promise resolves, so the deadline
 * and the byte limit hold for the body too.
 * Rejects with OutboundFailure, or with the reason of the caller's signal.
 */
export function createGuardedFetch({
  request,
  timeoutMs,
  replyBytesMax,
}: GuardedFetchOptions): GuardedFetch {
  return async (input, init) => {
    // `new Request` throws a TypeError of its own on credentials in the URL; ours says what to do.
    const url = input instanceof Request ? input.url : String(input);
    const asked = new Request(input instanceof Request ? input : withoutCredentials(url), init);
    const body = asked.body === null ? undefined : new Uint8Array(await asked.arrayBuffer());
    try {
      const reply = await request({
        url,
        method: asked.method,
        headers: Object.fromEntries(asked.headers),
        timeoutMs,
        replyBytesMax,
        signal: asked.signal,
        ...(body === undefined ? {} : { body }),
      });
      return toResponse(reply, url);
    } catch (err) {
      if (asked.signal.aborted) throw asked.signal.reason;
      throw err;
    }
  };
}

function withoutCredentials(text: string): string {
  const url = URL.parse(text);
  if (url === null) throw new OutboundFailure('address_refused', 'The address is not a full URL.');
  url.username = '';
  url.password = '';
  return url.href;
}

function toResponse({ status, headers, body }: OutboundReply, url: string): Response {
  const content = BODILESS.has(status) ? null : new Uint8Array(body);
  const response = new Response(content, { status, headers: toHeaders(headers, url) });
  // A constructed Response has no address of its own.
  Object.defineProperty(response, 'url', { value: url });
  return response;
}

function toHeaders(headers: ReplyHeaders, url: string): Headers {
  const result = new Headers();
  try {
    for (const [name, values] of Object.entries(headers)) {
      for (const value of [values ?? []].flat()) result.append(name, value);
    }
  } catch (err) {
    throw new OutboundFailure(
      'protocol',
      `${URL.parse(url)?.host} answered with a malformed header.`,
      { cause: err },
    );
  }
  return result;
}

import { toUrl, type CallOf, type Endpoint, type ReplyOf } from '@leads/contract/endpoint';
import { localProblem, problemOfReply, type CallProblem } from './call-problem.ts';

/**
 * What a call hands over: path parameters, query and body as the endpoint's schemas say. Where the endpoint takes
 * multipart or an image, the body is the FormData or Blob itself.
 */
export type CallRequest<E extends Endpoint> = (
  | CallOf<E>
  | (Omit<CallOf<E>, 'body'> & { body: FormData | Blob })
) & {
  signal?: AbortSignal | undefined;
};

interface AnyRequest {
  params?: unknown;
  query?: unknown;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

/**
 * Calls an endpoint of the contract and gives its reply, parsed by the endpoint's schema.
 *
 * @throws CallProblem when the call is refused, cannot reach the platform, or the reply is not what the contract says.
 * An aborted call throws the signal's own reason.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  request: CallRequest<E>,
): Promise<ReplyOf<E>> {
  const { body, signal, ...address } = request as AnyRequest;
  const response = await reach(toUrl(endpoint, address), {
    method: endpoint.method,
    ...(signal === undefined ? {} : { signal }),
    ...toPayload(endpoint, body),
  });
  const content = await readJson(response);
  if (!response.ok) throw problemOfReply(response, content);
  const reply = endpoint.schema.response[200].safeParse(content);
  if (!reply.success) throw unreadable(response, reply.error);
  return reply.data as ReplyOf<E>;
}

/** `fetch` of our own origin; a network failure becomes a problem in words. */
export async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, {
      ...init,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(init.headers as Record<string, string> | undefined),
      },
    });
  } catch (err) {
    if (init.signal?.aborted) throw err;
    throw localProblem('unavailable', {
      title: 'The platform could not be reached',
      detail:
        'Check your connection, then try again. Nothing was changed unless the list shows it.',
      cause: err,
    });
  }
}

function toPayload(endpoint: Endpoint, body: unknown): Pick<RequestInit, 'body' | 'headers'> {
  if (body instanceof FormData) return { body };
  if (body instanceof Blob)
    return { body, headers: { 'content-type': body.type || 'application/octet-stream' } };
  if (body === undefined) return {};
  if (endpoint.bodyFormat === 'form')
    return { body: new URLSearchParams(body as Record<string, string>) };
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function unreadable(response: Response, cause: unknown): CallProblem {
  return localProblem('internal', {
    title: 'The answer could not be read',
    detail: 'This page may be older than the platform. Reload it.',
    requestId: response.headers.get('x-request-id') ?? '',
    cause,
  });
}

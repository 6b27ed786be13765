import { toUrl, type Endpoint, type ParamsOf, type ReplyOf } from '@leads/contract/endpoint';
import { localProblem, problemOfReply } from './call-problem.ts';

export interface UploadRequest<E extends Endpoint> {
  params: ParamsOf<E>;
  body: FormData;
  signal: AbortSignal;
  /** Called as bytes leave: those sent, and those there are. Both are equal once the server works on them. */
  onProgress: (sent: number, total: number) => void;
}

/**
 * As `call`, for a file whose way up is to be seen: `fetch` tells nothing of it.
 * @throws CallProblem as `call` does; an aborted upload throws the signal's own reason
 */
export async function upload<E extends Endpoint>(
  endpoint: E,
  { params, body, signal, onProgress }: UploadRequest<E>,
): Promise<ReplyOf<E>> {
  signal.throwIfAborted();
  const request = new XMLHttpRequest();
  request.open(endpoint.method, toUrl(endpoint, { params }));
  request.setRequestHeader('accept', 'application/json');
  request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded, total));
  await new Promise<void>((resolve, reject) => {
    request.addEventListener('load', () => resolve());
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('abort', () => reject(signal.reason as Error));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
  const content = parseJson(request.responseText);
  if (request.status !== 200) {
    const headers: [string, string][] = ['retry-after', 'x-request-id'].flatMap((name) => {
      const value = request.getResponseHeader(name);
      return value === null ? [] : [[name, value] as [string, string]];
    });
    throw problemOfReply(new Response(null, { status: request.status, headers }), content);
  }
  return endpoint.schema.response[200].parse(content) as ReplyOf<E>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A server that refuses a file before it has it all closes the connection, which looks the same from here. */
const unreachable = () =>
  localProblem('unavailable', {
    title: 'The file did not arrive',
    detail: 'Check your connection, then choose the file again. Nothing was changed.',
  });

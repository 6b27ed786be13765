import { fetch, type Dispatcher } from 'undici';

const TIMEOUT_MS = 20_000;

export interface PlatformReply {
  readonly status: number;
  /** Parsed when it is JSON, else text. */
  readonly body: unknown;
}

/** No answer that could be used; the message is for the person at the page. */
export class PlatformFailure extends Error {
  override readonly name = 'PlatformFailure';
}

/** @throws PlatformFailure when no answer comes; whatever status comes is an answer. */
export async function postToPlatform(
  dispatcher: Dispatcher,
  request: { url: string; headers: Record<string, string>; body: string },
): Promise<PlatformReply> {
  const { url, headers, body } = request;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const reply = await fetch(url, {
      method: 'POST',
      headers,
      body,
      dispatcher,
      redirect: 'manual',
      signal,
    });
    return { status: reply.status, body: parseBody(await reply.text()) };
  } catch (cause) {
    throw new PlatformFailure(`The platform at ${url} cannot be reached: ${describe(cause)}`, {
      cause,
    });
  }
}

function parseBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`;
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}

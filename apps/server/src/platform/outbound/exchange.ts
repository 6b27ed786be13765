import type { Dispatcher } from 'undici';
import { OutboundFailure } from './outbound-failure.ts';
import { encodingOf, toTooLarge } from './raw-reply.ts';
import type { RawReply, ReplyHeaders } from './raw-reply.ts';

export interface ExchangeLimits {
  /** For people. */
  host: string;
  /** For everything, waiting for a connection included. */
  timeoutMs: number;
  /** A larger body is a failure. */
  bytesMax: number;
  /** So much of the body's beginning is returned; of a compressed one all, or it could not be read. */
  keepBytesMax: number;
  signal?: AbortSignal | undefined;
  /** Called when the reply's head has arrived; what it returns ends the exchange. */
  onHead(status: number, headers: ReplyHeaders): OutboundFailure | undefined;
}

/**
 * One request and its reply under a deadline and a byte limit. Speaks to undici one level below
 * `request`, which would keep a call waiting past its deadline while its connection is still
 * being opened, and costs a stream and two abort listeners a call.
 * Rejects with OutboundFailure, or with what undici reports.
 */
export function exchange(
  pool: Dispatcher,
  options: Dispatcher.DispatchOptions,
  limits: ExchangeLimits,
): Promise<RawReply> {
  const { promise, resolve, reject } = Promise.withResolvers<RawReply>();
  let controller: Dispatcher.DispatchController | undefined;
  let failure: Error | undefined;
  let reply: RawReply | undefined;
  const body = createBodyCollector(limits);

  const stop = (cause: Error): void => {
    if (failure !== undefined) return;
    failure = cause;
    stopWaiting();
    reject(cause);
    // Closes the connection: nothing more is read from it.
    controller?.abort(cause);
  };
  const stopWaiting = startWaiting(limits, stop);

  pool.dispatch(options, {
    onRequestStart(started) {
      controller = started;
      if (failure !== undefined) started.abort(failure);
    },
    onResponseStart(_controller, status, headers) {
      const isInterim = status < 200;
      if (isInterim) return;
      reply = { status, headers, body: Buffer.alloc(0) };
      const fault = limits.onHead(status, headers) ?? body.begin(headers);
      if (fault !== undefined) stop(fault);
    },
    onResponseData(_controller, chunk) {
      const fault = failure === undefined ? body.take(chunk) : undefined;
      if (fault !== undefined) stop(fault);
    },
    onResponseEnd() {
      stopWaiting();
      if (reply !== undefined) resolve({ ...reply, body: body.toBuffer() });
    },
    onResponseError(_controller, err) {
      stop(err);
    },
  });
  return promise;
}

/** Stops at the deadline or with the caller's signal; the result must be called at the end. */
function startWaiting(
  { host, timeoutMs, signal }: ExchangeLimits,
  stop: (cause: Error) => void,
): () => void {
  const onTimeout = () => {
    stop(
      new OutboundFailure(
        'timeout',
        `${host} did not answer completely within ${timeoutMs / 1_000} s.`,
      ),
    );
  };
  const onAbort = () => {
    stop(
      new OutboundFailure('aborted', 'The request was stopped on our side.', {
        cause: signal?.reason,
      }),
    );
  };
  const timer = setTimeout(onTimeout, timeoutMs);
  const stopWaiting = () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
  if (signal?.aborted === true) queueMicrotask(onAbort);
  else signal?.addEventListener('abort', onAbort, { once: true });
  return stopWaiting;
}

function createBodyCollector({ host, bytesMax, keepBytesMax }: ExchangeLimits) {
  const kept: Buffer[] = [];
  let bytes = 0;
  let keptBytes = 0;
  let toKeepBytes = keepBytesMax;
  return {
    begin(headers: ReplyHeaders): OutboundFailure | undefined {
      if (encodingOf(headers) !== '') toKeepBytes = bytesMax;
      return Number(headers['content-length'] ?? 0) > bytesMax
        ? toTooLarge(host, bytesMax)
        : undefined;
    },
    take(chunk: Buffer): OutboundFailure | undefined {
      bytes += chunk.length;
      if (bytes > bytesMax) return toTooLarge(host, bytesMax);
      if (keptBytes < toKeepBytes) {
        const part = chunk.subarray(0, toKeepBytes - keptBytes);
        keptBytes += part.length;
        kept.push(part);
      }
      return undefined;
    },
    toBuffer: () => Buffer.concat(kept),
  };
}

/** Where an outgoing request failed. */
export const outboundFailureReasons = [
  /** The URL or the address behind it is one that we never call. */
  'address_refused',
  /** The name does not resolve. */
  'dns',
  /** No connection: refused, unreachable. */
  'connect',
  /** A connection, but no trusted TLS on it. */
  'tls',
  /** Some step, or all together, took too long. */
  'timeout',
  /** The reply's body or head is over its limit. */
  'too_large',
  /** Answered with a redirect; those are not followed. */
  'redirect',
  /** What came back is not well-formed HTTP. */
  'protocol',
  /** The connection broke under the request. */
  'reset',
  /** The caller gave up, for example because the process stops. */
  'aborted',
] as const;

export type OutboundFailureReason = (typeof outboundFailureReasons)[number];

export interface OutboundFailureDetails {
  /** The reply's status, where its head had arrived. */
  status?: number;
  /** From the start of the request to its failure. */
  durationMs?: number;
  /** For the log. */
  cause?: unknown;
}

/**
 * An outgoing request that got no usable reply. `message` is a sentence for the people who set
 * up the address; it holds no secrets and no internal addresses.
 */
export class OutboundFailure extends Error {
  override name = 'OutboundFailure';
  readonly reason: OutboundFailureReason;
  readonly status: number | undefined;
  readonly durationMs: number;

  constructor(
    reason: OutboundFailureReason,
    message: string,
    details: OutboundFailureDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.reason = reason;
    this.status = details.status;
    this.durationMs = details.durationMs ?? 0;
  }

  /** The same failure with what is only known where the request was made. */
  with(details: { status?: number | undefined; durationMs: number }): OutboundFailure {
    return new OutboundFailure(this.reason, this.message, {
      cause: this.cause,
      durationMs: details.durationMs,
      ...(details.status === undefined ? {} : { status: details.status }),
    });
  }
}

/** The failure that a library (openid-client, jose) wrapped in its own errors, if there is one. */
export function findOutboundFailure(err: unknown): OutboundFailure | undefined {
  let current = err;
  for (let depth = 0; depth < 10 && current instanceof Error; depth += 1) {
    if (current instanceof OutboundFailure) return current;
    current = current.cause;
  }
  return undefined;
}

import { errors } from 'undici';
import { OutboundFailure } from './outbound-failure.ts';
import type { OutboundFailureReason } from './outbound-failure.ts';

type Translation = readonly [OutboundFailureReason, (host: string) => string];

const closedEarly: Translation = [
  'reset',
  (host) => `${host} closed the connection before it had answered.`,
];
const unreachable: Translation = [
  'connect',
  (host) => `${host} cannot be reached: no route to it.`,
];
const untrusted: Translation = [
  'tls',
  (host) =>
    `The TLS certificate of ${host} is not signed by an authority we trust, or its chain is incomplete: the server must send its intermediate certificates too.`,
];
const selfSigned: Translation = [
  'tls',
  (host) =>
    `The TLS certificate of ${host} is self-signed. It needs one from a public certificate authority.`,
];
const noTls: Translation = [
  'tls',
  (host) => `${host} does not speak TLS on this port. Check host and port.`,
];
const malformed: Translation = [
  'protocol',
  (host) => `${host} answered with something that is not well-formed HTTP.`,
];

/** Codes of Node, OpenSSL and undici. */
const translationByCode: Record<string, Translation> = {
  ECONNREFUSED: [
    'connect',
    (host) => `${host} refused the connection: nothing listens on this port.`,
  ],
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EADDRNOTAVAIL: unreachable,
  ENETDOWN: unreachable,
  EACCES: unreachable,
  EPERM: unreachable,
  ETIMEDOUT: ['timeout', (host) => `${host} did not accept the connection in time.`],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', (host) => `${host} did not accept the connection in time.`],
  UND_ERR_HEADERS_TIMEOUT: [
    'timeout',
    (host) => `${host} took the request but did not begin to answer in time.`,
  ],
  UND_ERR_BODY_TIMEOUT: ['timeout', (host) => `${host} stopped in the middle of its answer.`],
  ECONNRESET: closedEarly,
  ECONNABORTED: closedEarly,
  EPIPE: closedEarly,
  UND_ERR_SOCKET: closedEarly,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: [
    'protocol',
    (host) => `${host} sent more or less than it had announced.`,
  ],
  UND_ERR_HEADERS_OVERFLOW: [
    'too_large',
    (host) => `The head of the answer of ${host} is too large.`,
  ],
  UND_ERR_RES_EXCEEDED_MAX_SIZE: ['too_large', (host) => `The answer of ${host} is too large.`],
  CERT_HAS_EXPIRED: [
    'tls',
    (host) => `The TLS certificate of ${host} has expired and must be renewed there.`,
  ],
  CERT_NOT_YET_VALID: ['tls', (host) => `The TLS certificate of ${host} is not valid yet.`],
  CERT_REVOKED: ['tls', (host) => `The TLS certificate of ${host} was revoked.`],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'tls',
    (host) => `The TLS certificate shown by ${host} is for another host name.`,
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: [
    'tls',
    (host) =>
      `The TLS certificate of ${host} comes from a private authority. It needs one from a public authority.`,
  ],
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_UNTRUSTED: untrusted,
  INVALID_CA: untrusted,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  ERR_SSL_HTTP_REQUEST: noTls,
};

const badTls: Translation = ['tls', (host) => `No TLS connection to ${host} could be agreed on.`];

/** Families of codes, tried in this order when the code itself is not listed. */
const translationByPattern: readonly (readonly [RegExp, Translation])[] = [
  [/^HPE_/, malformed],
  [/^(ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|EPROTO$)/, badTls],
  // What Node's decompression says of broken data.
  [/^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_ZSTD|ERR__ZSTD|ZSTD_)/, malformed],
];

/**
 * Translates what net, tls, dns, zlib and undici throw for a request; undefined for anything
 * else, which is a fault of ours and stays an exception.
 */
export function toOutboundFailure(err: unknown, host: string): OutboundFailure | undefined {
  if (err instanceof OutboundFailure) return err;
  for (const candidate of [err, ...membersOf(err)]) {
    const translation = translationFor(codeOf(candidate));
    if (translation !== undefined) {
      const [reason, describe] = translation;
      return new OutboundFailure(reason, describe(host), { cause: err });
    }
  }
  return undefined;
}

function translationFor(code: string): Translation | undefined {
  return (
    translationByCode[code] ?? translationByPattern.find(([pattern]) => pattern.test(code))?.[1]
  );
}

function codeOf(err: unknown): string {
  // undici leaves out the parser's code for most faults.
  if (err instanceof errors.HTTPParserError) return 'HPE_';
  if (!(err instanceof Error) || !('code' in err)) return '';
  return typeof err.code === 'string' ? err.code : '';
}

/** Several addresses tried in turn fail together, and undici wraps what broke a reply's body. */
function membersOf(err: unknown): unknown[] {
  if (err instanceof AggregateError) return err.errors;
  return err instanceof Error && err.cause instanceof Error ? [err.cause] : [];
}

import { expect, test } from 'vitest';
import { OutboundFailure } from './outbound-failure.ts';
import { toOutboundFailure } from './to-outbound-failure.ts';

const withCode = (code: string) => Object.assign(new Error('internal text 10.0.0.1'), { code });

test.each([
  ['ECONNREFUSED', 'connect'],
  ['EHOSTUNREACH', 'connect'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['ECONNRESET', 'reset'],
  ['EPIPE', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['UND_ERR_HEADERS_OVERFLOW', 'too_large'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['CERT_SIGNATURE_FAILURE', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls'],
  ['EPROTO', 'tls'],
  ['HPE_INVALID_CONSTANT', 'protocol'],
  ['Z_DATA_ERROR', 'protocol'],
])('%s is %s, in a sentence that names the host and nothing internal', (code, reason) => {
  const cause = withCode(code);
  const failure = toOutboundFailure(cause, 'partner.example');
  expect(failure).toMatchObject({ reason, cause });
  expect(failure?.message).toMatch(/partner\.example.*\.$/);
  expect(failure?.message).not.toContain('10.0.0.1');
});

test('several addresses that failed together are one failure', () => {
  const err = new AggregateError([withCode('EHOSTUNREACH'), withCode('ECONNREFUSED')]);
  expect(toOutboundFailure(err, 'h')).toMatchObject({ reason: 'connect' });
});

test('a failure passes as it is', () => {
  const failure = new OutboundFailure('dns', 'x');
  expect(toOutboundFailure(failure, 'h')).toBe(failure);
});

test.each([
  [new TypeError('ours')],
  [withCode('UND_ERR_INVALID_ARG')],
  [withCode('')],
  ['text'],
  [undefined],
])('a fault of ours is not one: %s', (err) => {
  expect(toOutboundFailure(err, 'h')).toBeUndefined();
});

import tls from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { OutboundFailure } from './outbound-failure.ts';
import type { CertificateName } from './test-servers.ts';
import {
  createTestOutbound,
  readTestPem,
  startHttpsServer,
  startRawServer,
} from './test-servers.ts';

beforeAll(() => {
  // As NODE_EXTRA_CA_CERTS does for a whole process.
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), readTestPem('authority')]);
});

const request = {
  headers: { 'content-type': 'application/json' },
  body: '{}',
  timeoutMs: 2_000,
  replyBytesMax: 1_000,
};

async function postTo(url: string): Promise<string> {
  const result = await createTestOutbound().post({ ...request, url });
  return result instanceof OutboundFailure
    ? `${result.reason}: ${result.message}`
    : `status ${result.status}`;
}

test.each(['localhost', '127.0.0.1'])('a trusted certificate for %s is accepted', async (host) => {
  const { port } = await startHttpsServer('valid', (_request, response) => response.end('ok'));
  expect(await postTo(`https://${host}:${port}/`)).toBe('status 200');
});

describe('is refused in words, and nothing is sent', () => {
  test.each<[CertificateName, string]>([
    ['expired', 'has expired'],
    ['not-yet-valid', 'not valid yet'],
    ['wrong-host', 'another host name'],
    ['self-signed', 'self-signed'],
  ])('%s', async (certificate, words) => {
    let requests = 0;
    const { port } = await startHttpsServer(certificate, (_request, response) => {
      requests += 1;
      response.end();
    });
    const result = await postTo(`https://localhost:${port}/`);
    expect(result).toMatch(/^tls: /);
    expect(result).toContain(words);
    expect(result).toContain('localhost');
    expect(requests).toBe(0);
  });
});

test('an unknown authority is refused in words', async () => {
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates(
    trusted.filter((certificate) => certificate.trim() !== readTestPem('authority').trim()),
  );
  try {
    const { port } = await startHttpsServer('valid', (_request, response) => response.end());
    expect(await postTo(`https://localhost:${port}/`)).toMatch(/^tls: .*authority we trust/);
  } finally {
    tls.setDefaultCACertificates(trusted);
  }
});

test('a port that does not speak TLS is told from a bad certificate', async () => {
  const { port } = await startRawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  expect(await postTo(`https://localhost:${port}/`)).toMatch(/^tls: .*does not speak TLS/);
});

test('versions of TLS that are no longer safe are refused', async () => {
  const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
  const { port } = await startHttpsServer('valid', (_request, response) => response.end(), old);
  expect(await postTo(`https://localhost:${port}/`)).toMatch(/^tls: /);
});

describe('leaves no connection behind', () => {
  test('when a handshake never ends', async () => {
    const closed = Promise.withResolvers<void>();
    const { port } = await startRawServer((socket) => socket.on('close', () => closed.resolve()));
    const outbound = createTestOutbound({ connectTimeoutMs: 300 });
    const url = `https://localhost:${port}/`;
    const result = await outbound.post({ ...request, url, timeoutMs: 100 });
    expect(result).toMatchObject({ reason: 'timeout' });
    await closed.promise;
  });

  test('when it is closed while a handshake goes on', async () => {
    const closed = Promise.withResolvers<void>();
    const { port } = await startRawServer((socket) => socket.on('close', () => closed.resolve()));
    const outbound = createTestOutbound({ connectTimeoutMs: 60_000 });
    await outbound.post({ ...request, url: `https://localhost:${port}/`, timeoutMs: 100 });
    await outbound.close();
    await closed.promise;
  });

  test('when a request over TLS is given up', async () => {
    const closed = Promise.withResolvers<void>();
    const { port } = await startHttpsServer('valid', (incoming) => {
      incoming.socket.on('close', () => closed.resolve());
    });
    const outbound = createTestOutbound();
    const url = `https://localhost:${port}/`;
    const result = await outbound.post({ ...request, url, timeoutMs: 200 });
    expect(result).toMatchObject({ reason: 'timeout' });
    await closed.promise;
  });
});

test('each certificate is checked even on the second connection to a host', async () => {
  const { port } = await startHttpsServer('wrong-host', (_request, response) => response.end());
  const outbound = createTestOutbound();
  for (const _round of [1, 2, 3]) {
    const result = await outbound.post({ ...request, url: `https://localhost:${port}/` });
    expect(result).toMatchObject({ reason: 'tls' });
  }
});

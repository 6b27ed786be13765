import { describe, expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { OutboundFailure } from './outbound-failure.ts';
import type { Outbound, PostReply } from './safe-agent.ts';
import { connectElsewhere, createTestOutbound, startRawServer } from './test-servers.ts';

const PUBLIC = '93.184.216.34';

function post(outbound: Outbound, url: string): Promise<PostReply | OutboundFailure> {
  return outbound.post({
    url,
    headers: {},
    body: '{"planted":true}',
    timeoutMs: 2_000,
    replyBytesMax: 1_000,
  });
}

async function reasonOf(result: Promise<PostReply | OutboundFailure>): Promise<string> {
  const settled = await result;
  return settled instanceof OutboundFailure ? settled.reason : `status ${settled.status}`;
}

describe('a name is refused before anything connects', () => {
  test.each([
    [['10.0.0.1']],
    [[PUBLIC, '10.0.0.1']],
    [['10.0.0.1', PUBLIC]],
    [[PUBLIC, '2606:4700::1111', 'fd00::1']],
    [[PUBLIC, '::ffff:127.0.0.1']],
    [[PUBLIC, '64:ff9b::7f00:1']],
    [['127.0.0.1']],
    [['::1']],
    [['169.254.169.254']],
    [['not an address']],
  ])('when it has the addresses %j', async (addresses) => {
    const server = await startRawServer();
    const outbound = createTestOutbound({
      allowLoopback: false,
      resolve: () => Promise.resolve(addresses),
      connect: connectElsewhere(server.port, PUBLIC),
    });
    expect(await reasonOf(post(outbound, 'https://partner.example/'))).toBe('address_refused');
    expect(server.connections()).toBe(0);
  });
});

describe('the connected socket is checked before the first byte is written', () => {
  test.each([
    ['a name that was rebound to a private address', 'https://partner.example/', '10.0.0.5'],
    ['a name that was rebound to loopback', 'https://partner.example/', '127.0.0.1'],
    ['a literal address, which nobody resolves', 'https://1.1.1.1/', '192.168.0.1'],
    ['a mapped address', 'https://partner.example/', '::ffff:10.0.0.1'],
  ])('%s', async (_what, url, remoteAddress) => {
    const server = await startRawServer();
    const outbound = createTestOutbound({
      allowLoopback: false,
      resolve: () => Promise.resolve([PUBLIC]),
      connect: connectElsewhere(server.port, remoteAddress),
    });
    expect(await reasonOf(post(outbound, url))).toBe('address_refused');
    expect(server.connections()).toBe(1);
    expect(server.received()).toBe('');
  });

  test('plain http that does not end at loopback', async () => {
    const server = await startRawServer();
    const outbound = createTestOutbound({ connect: connectElsewhere(server.port, PUBLIC) });
    expect(await reasonOf(post(outbound, 'http://localhost/'))).toBe('address_refused');
    expect(server.connections()).toBe(1);
    expect(server.received()).toBe('');
  });

  test('a public address gets its TLS handshake', async () => {
    const server = await startRawServer((socket) => socket.once('data', () => socket.end()));
    const outbound = createTestOutbound({
      allowLoopback: false,
      resolve: () => Promise.resolve([PUBLIC]),
      connect: connectElsewhere(server.port, PUBLIC),
    });
    expect(await reasonOf(post(outbound, 'https://partner.example/'))).toBe('reset');
    expect(server.received().slice(0, 2)).toBe('\u0016\u0003');
    expect(server.received()).not.toContain('planted');
  });
});

test('the person is told what, the log is told which address', async () => {
  const lines: string[] = [];
  const outbound = createTestOutbound({
    allowLoopback: false,
    resolve: () => Promise.resolve([PUBLIC, '10.11.12.13']),
    log: createLog({ level: 'info', destination: { write: (line) => lines.push(line) } }),
  });
  const failure = (await post(outbound, 'https://partner.example/')) as OutboundFailure;
  expect(failure.message).toBe(
    'partner.example leads to a private network. Use an address that can be reached from the internet.',
  );
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { host: 'partner.example', address: '10.11.12.13', addressKind: 'private', step: 'lookup' },
  ]);
});

test('a name without addresses, and one that cannot be looked up, fail as dns', async () => {
  const empty = createTestOutbound({ resolve: () => Promise.resolve([]) });
  expect(await reasonOf(post(empty, 'https://partner.example/'))).toBe('dns');
  const broken = createTestOutbound({
    resolve: (host) =>
      Promise.reject(new OutboundFailure('dns', `The name ${host} does not exist.`)),
  });
  expect(await reasonOf(post(broken, 'https://partner.example/'))).toBe('dns');
});

test('a connection that never opens fails at the deadline, not later', async () => {
  const outbound = createTestOutbound({
    resolve: () => new Promise(() => undefined),
    connectTimeoutMs: 200,
  });
  const started = performance.now();
  const result = outbound.post({
    url: 'https://partner.example/',
    headers: {},
    body: '',
    timeoutMs: 100,
    replyBytesMax: 1,
  });
  expect(await reasonOf(result)).toBe('timeout');
  expect(performance.now() - started).toBeLessThan(1_000);
});

test('a name is given up after the connect timeout', async () => {
  const outbound = createTestOutbound({
    resolve: () => new Promise(() => undefined),
    connectTimeoutMs: 100,
  });
  expect(await reasonOf(post(outbound, 'https://partner.example/'))).toBe('timeout');
});

test('localhost is known without asking name servers', async () => {
  const server = await startRawServer((socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
  });
  const outbound = createTestOutbound();
  expect(await reasonOf(post(outbound, `http://localhost:${server.port}/`))).toBe('status 204');
  expect(await reasonOf(post(outbound, `http://localhost.:${server.port}/`))).toBe('status 204');
});

import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { OutboundFailure } from './outbound-failure.ts';
import type { PostReply } from './safe-agent.ts';
import { createTestOutbound, startHttpServer, startRawServer } from './test-servers.ts';

const MB = 1024 * 1024;
const request = { headers: {}, body: '{}', timeoutMs: 2_000, replyBytesMax: 64 * 1024 };

function toReply(result: PostReply | OutboundFailure): PostReply {
  if (result instanceof OutboundFailure) throw result;
  return result;
}

/** A server that answers each request with these bytes. */
const startAnswering = (bytes: string, then: 'end' | 'stay' = 'end') =>
  startRawServer((socket) => {
    socket.once('data', () =>
      then === 'end' ? socket.end(bytes, 'latin1') : socket.write(bytes, 'latin1'),
    );
  });

test('posts what it is given and returns the reply', async () => {
  const seen: unknown[] = [];
  const { url } = await startHttpServer(async (incoming, response) => {
    const body = await new Response(incoming as unknown as ReadableStream).text();
    seen.push({ method: incoming.method, path: incoming.url, headers: incoming.headers, body });
    response.writeHead(202, { 'x-one': 'a', 'set-cookie': ['b=1', 'c=2'] }).end('taken');
  });
  const headers = {
    'Content-Type': 'application/json',
    'webhook-id': 'evt_1',
    'Accept-Encoding': 'gzip',
  };
  const result = await createTestOutbound().post({
    ...request,
    url: `${url}/leads/accepted?x=1`,
    headers,
    body: '{"a":"ż"}',
  });
  const reply = toReply(result);
  expect(reply).toMatchObject({
    status: 202,
    bodyStart: 'taken',
    headers: { 'x-one': 'a', 'set-cookie': 'b=1, c=2' },
  });
  expect(reply.durationMs).toBeGreaterThan(0);
  expect(seen).toMatchObject([{ method: 'POST', path: '/leads/accepted?x=1', body: '{"a":"ż"}' }]);
  expect(seen).toMatchObject([
    {
      headers: {
        'content-type': 'application/json',
        'webhook-id': 'evt_1',
        'accept-encoding': 'identity',
      },
    },
  ]);
});

test.each([200, 204, 400, 404, 410, 429, 500, 503])('status %i is a reply', async (status) => {
  const { url } = await startHttpServer((_request, response) => response.writeHead(status).end());
  expect(toReply(await createTestOutbound().post({ ...request, url })).status).toBe(status);
});

test('connections are kept for requests that follow each other', async () => {
  const connections = new Set<unknown>();
  const { url } = await startHttpServer((incoming, response) => {
    connections.add(incoming.socket);
    response.end('ok');
  });
  const outbound = createTestOutbound();
  for (let round = 0; round < 10; round += 1) toReply(await outbound.post({ ...request, url }));
  // Two: undici rests a connection for one turn of the event loop before it is used again.
  expect(connections.size).toBeLessThanOrEqual(2);
});

describe('keeps the first 2 kB of a reply as text that can be stored', () => {
  test.each([
    ['a long one', 'a'.repeat(5_000), 'a'.repeat(2_048)],
    ['a character cut in two', `${'a'.repeat(2_047)}ż…`, 'a'.repeat(2_047)],
    ['a NUL', 'a\0b', 'a\uFFFDb'],
    ['bytes that are no text', Buffer.from([0x61, 0xff, 0x62]), 'a\uFFFDb'],
  ])('%s', async (_what, sent, stored) => {
    const { url } = await startHttpServer((_request, response) => response.end(sent));
    expect(toReply(await createTestOutbound().post({ ...request, url })).bodyStart).toBe(stored);
  });

  test.each([
    ['gzip', gzipSync('hello')],
    ['deflate', deflateSync('hello')],
    ['br', brotliCompressSync('hello')],
  ])('compressed by %s although not asked to', async (encoding, body) => {
    const { url } = await startHttpServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    );
    expect(toReply(await createTestOutbound().post({ ...request, url })).bodyStart).toBe('hello');
  });
});

describe('a redirect is never followed', () => {
  test.each([301, 302, 303, 307, 308])('%i', async (status) => {
    const target = await startRawServer();
    const { url } = await startHttpServer((_request, response) =>
      response
        .writeHead(status, { location: `http://127.0.0.1:${target.port}/final?secret=1` })
        .end(),
    );
    const outbound = createTestOutbound();
    const result = await outbound.post({ ...request, url });
    expect(result).toMatchObject({ reason: 'redirect', status });
    expect((result as OutboundFailure).message).toContain(`http://127.0.0.1:${target.port}/final.`);
    await expect(outbound.fetch(url, { redirect: 'follow' })).rejects.toMatchObject({
      reason: 'redirect',
    });
    expect(target.connections()).toBe(0);
  });
});

describe('a reply over the limit is cut off', () => {
  test('announced', async () => {
    const server = await startAnswering(
      `HTTP/1.1 200 OK\r\ncontent-length: ${100 * MB}\r\n\r\n`,
      'stay',
    );
    const result = await createTestOutbound().post({ ...request, url: server.url });
    expect(result).toMatchObject({
      reason: 'too_large',
      status: 200,
      message: 'The answer of 127.0.0.1 is larger than 64 kB.',
    });
  });

  test('endless: the connection is closed soon after the limit', async () => {
    let sentBytes = 0;
    const closed = Promise.withResolvers<void>();
    const { url } = await startHttpServer((_request, response) => {
      const send = () => {
        while (response.writable && response.write(Buffer.alloc(16_384))) sentBytes += 16_384;
      };
      response.on('drain', send).on('close', () => closed.resolve());
      send();
    });
    expect(await createTestOutbound().post({ ...request, url })).toMatchObject({
      reason: 'too_large',
    });
    await closed.promise;
    expect(sentBytes).toBeLessThan(20 * MB);
  });

  test('a gzip bomb: counted after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * MB));
    const { url } = await startHttpServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const before = process.memoryUsage().arrayBuffers;
    const result = await createTestOutbound().post({ ...request, url, replyBytesMax: MB });
    expect(result).toMatchObject({ reason: 'too_large', status: 200 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * MB);
  });

  test('a head without end', async () => {
    const server = await startAnswering(
      `HTTP/1.1 200 OK\r\n${'x-filler: yes\r\n'.repeat(10_000)}\r\n`,
    );
    expect(await createTestOutbound().post({ ...request, url: server.url })).toMatchObject({
      reason: 'too_large',
    });
  });

  test('exactly the limit is fine', async () => {
    const { url } = await startHttpServer((_request, response) => response.end('x'.repeat(1_000)));
    const outbound = createTestOutbound();
    expect(toReply(await outbound.post({ ...request, url, replyBytesMax: 1_000 })).status).toBe(
      200,
    );
    expect(await outbound.post({ ...request, url, replyBytesMax: 999 })).toMatchObject({
      reason: 'too_large',
    });
  });
});

describe('one deadline holds for everything together', () => {
  test.each<[string, (write: (text: string) => void) => void]>([
    ['never answers', () => undefined],
    ['drips its head', (write) => write('HTTP/1.1 200 OK\r\n')],
    ['drips its body', (write) => write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n')],
    [
      'drips chunks',
      (write) => write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n'),
    ],
  ])('%s', async (what, begin) => {
    const server = await startRawServer((socket) => {
      const write = (text: string) => socket.writable && socket.write(text);
      socket.once('data', () => begin(write));
      const drip =
        what === 'drips chunks' ? '1\r\na\r\n' : what === 'drips its head' ? 'x: y\r\n' : 'a';
      const timer = setInterval(() => what !== 'never answers' && write(drip), 20);
      socket.on('close', () => clearInterval(timer));
    });
    const started = performance.now();
    const result = await createTestOutbound().post({ ...request, url: server.url, timeoutMs: 300 });
    expect(result).toMatchObject({
      reason: 'timeout',
      message: '127.0.0.1 did not answer completely within 0.3 s.',
    });
    expect((result as OutboundFailure).durationMs).toBeGreaterThanOrEqual(299);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  test('waiting for a free connection counts', async () => {
    const server = await startRawServer();
    const outbound = createTestOutbound({ connectionsPerOrigin: 1 });
    const long = outbound.post({ ...request, url: server.url, timeoutMs: 600 });
    const short = await outbound.post({ ...request, url: server.url, timeoutMs: 100 });
    expect(short).toMatchObject({ reason: 'timeout' });
    expect((short as OutboundFailure).durationMs).toBeLessThan(500);
    await long;
    expect(server.received().match(/POST/g)).toHaveLength(1);
  });

  test('a hanging receiver does not hold back another', async () => {
    const hanging = await startRawServer();
    const quick = await startHttpServer((_request, response) => response.end());
    const outbound = createTestOutbound();
    const stuck = Array.from({ length: 50 }, () =>
      outbound.post({ ...request, url: hanging.url, timeoutMs: 500 }),
    );
    const started = performance.now();
    toReply(await outbound.post({ ...request, url: quick.url }));
    expect(performance.now() - started).toBeLessThan(400);
    await Promise.all(stuck);
  });
});

describe('a broken reply fails in words', () => {
  test.each([
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'protocol'],
    ['a malformed header', 'HTTP/1.1 200 OK\r\nbad header\r\n\r\n', 'protocol'],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nabc',
      'protocol',
    ],
    [
      'a malformed chunk',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      'protocol',
    ],
    [
      'a status that HTTP does not have',
      'HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n',
      'protocol',
    ],
    [
      'an unknown encoding',
      'HTTP/1.1 200 OK\r\ncontent-encoding: rot13\r\ncontent-length: 1\r\n\r\nx',
      'protocol',
    ],
    [
      'broken gzip',
      'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 3\r\n\r\nxyz',
      'protocol',
    ],
    ['nothing', '', 'reset'],
    ['half a body', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc', 'reset'],
    [
      'half a chunked body',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc',
      'reset',
    ],
  ])('%s', async (_what, bytes, reason) => {
    const server = await startAnswering(bytes);
    const result = await createTestOutbound().post({ ...request, url: server.url });
    expect(result).toMatchObject({ reason });
    expect((result as OutboundFailure).message).toMatch(/^127\.0\.0\.1 .*\.$/);
  });

  test('a reset', async () => {
    const server = await startRawServer((socket) =>
      socket.once('data', () => socket.resetAndDestroy()),
    );
    expect(await createTestOutbound().post({ ...request, url: server.url })).toMatchObject({
      reason: 'reset',
    });
  });

  test('a port where nothing listens', async () => {
    const { port } = await startRawServer();
    const result = createTestOutbound().post({ ...request, url: `http://[::1]:${port}/` });
    expect(await result).toMatchObject({ reason: 'connect' });
    expect(
      await createTestOutbound().post({ ...request, url: `http://127.0.0.2:${port}/` }),
    ).toMatchObject({
      reason: 'connect',
    });
  });
});

test('interim replies are passed over', async () => {
  const server = await startAnswering(
    'HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n',
  );
  expect(toReply(await createTestOutbound().post({ ...request, url: server.url })).status).toBe(
    201,
  );
});

test('an address that is refused by its text is refused without a connection', async () => {
  const outbound = createTestOutbound({ allowLoopback: false });
  const server = await startRawServer();
  expect(await outbound.post({ ...request, url: server.url })).toMatchObject({
    reason: 'address_refused',
  });
  expect(() => outbound.assertAllowedUrl(`https://127.0.0.1:${server.port}/`)).toThrow(
    OutboundFailure,
  );
  expect(() => outbound.assertAllowedUrl('https://partner.example/')).not.toThrow();
  expect(server.connections()).toBe(0);
});

test("the caller's signal stops a request, also one that was stopped before it began", async () => {
  const server = await startRawServer();
  const outbound = createTestOutbound();
  const controller = new AbortController();
  const running = outbound.post({ ...request, url: server.url, signal: controller.signal });
  await sleep(50);
  controller.abort();
  expect(await running).toMatchObject({ reason: 'aborted' });
  expect(
    await outbound.post({ ...request, url: server.url, signal: controller.signal }),
  ).toMatchObject({
    reason: 'aborted',
  });
});

test('close lets the running request finish and refuses later ones', async () => {
  const { url } = await startHttpServer(async (_request, response) => {
    await sleep(100);
    response.end('done');
  });
  const outbound = createTestOutbound();
  const running = outbound.post({ ...request, url });
  await sleep(30);
  await outbound.close();
  expect(toReply(await running).bodyStart).toBe('done');
  expect(await outbound.post({ ...request, url })).toMatchObject({ reason: 'aborted' });
});

test('a mistake of ours is an exception, not a failed delivery', async () => {
  const { url } = await startHttpServer((_request, response) => response.end());
  const headers = { 'x-broken': 'a\r\nx-injected: b' };
  await expect(createTestOutbound().post({ ...request, url, headers })).rejects.not.toBeInstanceOf(
    OutboundFailure,
  );
});

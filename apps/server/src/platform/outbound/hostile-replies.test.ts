import { gzipSync } from 'node:zlib';
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
      const drip =
        what === 'drips chunks' ? '1\r\na\r\n' : what === 'drips its head' ? 'x: y\r\n' : 'a';
      socket.once('data', () => {
        begin(write);
        const timer = setInterval(() => what !== 'never answers' && write(drip), 20);
        socket.on('close', () => clearInterval(timer));
      });
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

  test('a shorter time can be set for the beginning of an answer', async () => {
    const server = await startRawServer();
    const result = createTestOutbound().request({
      ...request,
      url: server.url,
      method: 'GET',
      headersTimeoutMs: 100,
    });
    await expect(result).rejects.toMatchObject({
      reason: 'timeout',
      message: '127.0.0.1 took the request but did not begin to answer in time.',
    });
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

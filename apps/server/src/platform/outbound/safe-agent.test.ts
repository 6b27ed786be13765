import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { OutboundFailure } from './outbound-failure.ts';
import type { PostReply } from './safe-agent.ts';
import { createTestOutbound, startHttpServer, startRawServer } from './test-servers.ts';

const request = { headers: {}, body: '{}', timeoutMs: 2_000, replyBytesMax: 64 * 1024 };

function toReply(result: PostReply | OutboundFailure): PostReply {
  if (result instanceof OutboundFailure) throw result;
  return result;
}

/** A server that answers each request with these bytes. */
const startAnswering = (bytes: string) =>
  startRawServer((socket) => {
    socket.once('data', () => socket.end(bytes, 'latin1'));
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

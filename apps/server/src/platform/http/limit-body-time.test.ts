import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { limitBodyTime } from './limit-body-time.ts';

let app: FastifyInstance;
let finish: () => void;

beforeAll(async () => {
  app = fastify({ requestTimeout: 600_000 });
  limitBodyTime(app, { timeoutMs: 50 });
  app.post('/short', async (request) => request.body);
  app.post(
    '/refused',
    { onRequest: async (_request, reply) => reply.code(401).send({}) },
    () => ({}),
  );
  app.post('/long', { config: { takesLongBodies: true } }, async (request) => request.body);
  const finished = new Promise<void>((resolve) => (finish = resolve));
  app.post('/thinks', async () => {
    await finished;
    return { done: true };
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

/** Sends the head and the beginning of a body of two bytes. */
function begin(path: string, body = '{'): Socket {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json`;
  socket.write(`${head}\r\nContent-Length: 2\r\n\r\n${body}`);
  return socket;
}

it('cuts off a body that does not come in time', async () => {
  expect(await text(begin('/short'))).toMatch(/^HTTP\/1.1 408 /);
});

it('cuts off a body that goes on after it was refused', async () => {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  const head = 'POST /refused HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked';
  socket.write(`${head}\r\nContent-Type: application/json\r\n\r\n1\r\n{\r\n`);
  expect(await text(socket)).toMatch(/^HTTP\/1.1 401 /);
});

it('waits for the long bodies of routes that take them, and for long thought about one that came', async () => {
  const long = begin('/long');
  const thinks = begin('/thinks', '{}');
  // Begun later, so the two above are beyond the limit as well when it is cut off.
  await text(begin('/short'));
  long.write('}');
  finish();
  expect(await text(long)).toMatch(/^HTTP\/1.1 200 /);
  expect(await text(thinks)).toMatch(/^HTTP\/1.1 200 /);
});

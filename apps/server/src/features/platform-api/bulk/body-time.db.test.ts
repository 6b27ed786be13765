import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it, vi } from 'vitest';
import { makePlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import { createTestApp } from '#testing/test-app.ts';

it('gives each body a minute to come in, and a bulk more', async () => {
  const test = await createTestApp();
  const { headers } = await makePlatformCaller(test);
  await test.app.listen({ port: 0, host: '127.0.0.1' });
  const { server } = test.app;
  const begin = async (path: string, type: string) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}`;
    socket.write(
      `${head}\r\nAuthorization: ${headers.authorization}\r\nContent-Length: 2\r\n\r\n{`,
    );
    await once(server, 'request');
    return socket;
  };
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const bulk = await begin('/api/platform/bulk', 'application/x-ndjson');
  const other = await begin('/api/session/read-link', 'application/json');
  vi.advanceTimersByTime(59_999);
  expect([bulk.closed, other.closed]).toEqual([false, false]);
  vi.advanceTimersByTime(1);
  vi.useRealTimers();
  expect(await text(other)).toMatch(/^HTTP\/1.1 408 /);
  bulk.write('}');
  expect(await text(bulk)).toMatch(/^HTTP\/1.1 200 /);
  await test.close();
});

import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { createGuardedConnector } from './guarded-connector.ts';
import { createOriginPools } from './origin-pools.ts';
import { createLog } from '../log.ts';
import { startHttpServer, startRawServer } from './test-servers.ts';

function createPools(originsMax: number) {
  const { connect } = createGuardedConnector({
    allowLoopback: true,
    log: createLog({ level: 'silent' }),
    connectTimeoutMs: 1_000,
    resolve: () => Promise.resolve([]),
  });
  return createOriginPools({ connect, originsMax, connectionsPerOrigin: 4 });
}

test('is bounded: the origin used longest ago is closed, its running request finishes', async () => {
  const slow = await startHttpServer(async (_request, response) => {
    await sleep(100);
    response.end('late');
  });
  const quick = await Promise.all(
    [1, 2].map(() => startHttpServer((_request, response) => response.end('ok'))),
  );
  const pools = createPools(2);
  const first = pools.poolFor(slow.url);
  const running = first.request({ path: '/', method: 'GET' });
  for (const { url } of quick) {
    const reply = await pools.poolFor(url).request({ path: '/', method: 'GET' });
    expect(await reply.body.text()).toBe('ok');
  }
  expect(pools.size).toBe(2);
  expect(first.closed).toBe(true);
  expect(await (await running).body.text()).toBe('late');
  expect(pools.poolFor(slow.url)).not.toBe(first);
  await pools.close();
});

test('an origin is gone once its last connection has ended', async () => {
  const { url } = await startHttpServer((_request, response) =>
    response.setHeader('connection', 'close').end('ok'),
  );
  const pools = createPools(10);
  const reply = await pools.poolFor(url).request({ path: '/', method: 'GET' });
  await reply.body.text();
  await vi.waitFor(() => expect(pools.size).toBe(0));
  await pools.close();
});

test('an origin that cannot be reached leaves nothing behind', async () => {
  const { port } = await startRawServer();
  const pools = createPools(10);
  const unreachable = pools.poolFor(`http://127.0.0.2:${port}`);
  await expect(unreachable.request({ path: '/', method: 'GET' })).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
  await vi.waitFor(() => expect(pools.size).toBe(0));
  await pools.close();
});

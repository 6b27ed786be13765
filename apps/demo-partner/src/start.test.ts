import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ENTRY = fileURLToPath(new URL('start.ts', import.meta.url));
const ENVIRONMENT = { ...process.env, DEMO_PARTNER_PORT: '0', LOG_LEVEL: 'silent' };

async function startProcess(): Promise<ChildProcess> {
  const child = fork(ENTRY, { env: ENVIRONMENT, stdio: 'ignore' });
  const [message] = await once(child, 'message');
  expect(message).toEqual({
    type: 'listening',
    origin: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
  });
  return child;
}

test('ends by itself when the channel to its parent closes', async () => {
  const child = await startProcess();
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('ends gracefully on SIGTERM', async () => {
  const child = await startProcess();
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('does not start with a faulty environment, and names the faults', async () => {
  const env = { ...ENVIRONMENT, PLATFORM_URL: 'nowhere', DEMO_PARTNER_SIGNING_SECRET: 'x' };
  const child = spawn(process.execPath, [ENTRY], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(said).toContain('PLATFORM_URL');
  expect(said).toContain('DEMO_PARTNER_SIGNING_SECRET');
});

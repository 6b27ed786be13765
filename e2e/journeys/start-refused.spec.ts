import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { journeysDataDir, partnerUrl, portalUrl } from '../portal.ts';
import { findFreePort } from '../start-installation.ts';

const entry = fileURLToPath(new URL('../../apps/server/src/start.ts', import.meta.url));

function start(environment: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, [entry], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, PUBLIC_URL: '', DATABASE_URL: '', LOG_LEVEL: 'warn', ...environment },
  });
  expect(status).toBe(1);
  expect(stderr).not.toContain('"level":"fatal"');
  expect(stderr).not.toContain('connection was lost');
  return stderr;
}

test('a start that cannot be says in a sentence what is in the way', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'leads-refused-'));
  const taken = { portal: new URL(portalUrl()).port, partner: new URL(partnerUrl()).port };
  const free = String(await findFreePort());
  try {
    expect(start({ DATA_DIR: dataDir, PORT: free, DEMO_PARTNER_PORT: taken.partner })).toContain(
      `127.0.0.1:${taken.partner}. Stop what uses that port, or set DEMO_PARTNER_PORT`,
    );
    expect(start({ DATA_DIR: dataDir, PORT: taken.portal, DEMO_PARTNER_PORT: free })).toContain(
      `Port ${taken.portal} is taken`,
    );
    expect(start({ DATA_DIR: journeysDataDir(), PORT: free, DEMO_PARTNER_PORT: free })).toContain(
      'is in use by process',
    );
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});

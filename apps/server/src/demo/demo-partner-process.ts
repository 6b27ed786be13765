import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoFacts } from './demo-facts.ts';

const entry = fileURLToPath(new URL('../../../demo-partner/src/start.ts', import.meta.url));
const startTimeoutMs = 20_000;

/** The demo partner did not come up; it has said why itself. */
export class DemoPartnerFault extends Error {
  override name = 'DemoPartnerFault';
}

export interface DemoPartnerProcess {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Runs the demo partner in a process of its own; it ends with ours, however ours ends. */
export async function startDemoPartner({
  facts,
  port,
  dataDir,
  platformUrl,
  callbackUrl,
}: {
  facts: DemoFacts;
  port: number;
  dataDir: string;
  platformUrl: string;
  callbackUrl: string;
}): Promise<DemoPartnerProcess> {
  const child = fork(entry, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...processEnvironment(),
      DEMO_PARTNER_PORT: String(port),
      HOST: '127.0.0.1',
      PLATFORM_URL: platformUrl,
      DEMO_PARTNER_CLIENT_ID: facts.oidcClientId,
      DEMO_PARTNER_CLIENT_SECRET: facts.oidcClientSecret,
      DEMO_PARTNER_CALLBACK_URLS: callbackUrl,
      DEMO_PARTNER_TOKEN_CLIENT_ID: facts.tokenClientId,
      DEMO_PARTNER_TOKEN_CLIENT_SECRET: facts.tokenClientSecret,
      DEMO_PARTNER_SIGNING_SECRET: facts.signingSecret,
      DEMO_PARTNER_DATA_FILE: join(dataDir, 'demo-partner.json'),
      LOG_LEVEL: 'warn',
    },
  });
  const origin = await waitForOrigin(child);
  return { origin, stop: () => stopChild(child) };
}

/** Only what any program needs: our secrets are none of the partner's business. */
function processEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TZ, LANG } = process.env;
  return { PATH, HOME, TMPDIR, TZ, LANG };
}

function waitForOrigin(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill();
      reject(new DemoPartnerFault('The demo partner did not start in time. Start again.'));
    }, startTimeoutMs);
    child.on('message', (message: { type?: string; origin?: string }) => {
      if (message.type !== 'listening' || message.origin === undefined) return;
      clearTimeout(timer);
      resolve(message.origin);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new DemoPartnerFault(`The demo partner ended with code ${code} (see above).`));
    });
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await ended;
}

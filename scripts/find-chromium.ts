/** A Chromium for the journeys: one that is installed, else from the system's packages, else Playwright's own. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * Answers the path of a Chromium that starts. `CHROMIUM_PATH` is taken as it is.
 * @throws Error that says what was tried
 */
export async function findOrInstallChromium(): Promise<string> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH !== undefined && CHROMIUM_PATH !== '') return CHROMIUM_PATH;
  const found = findInstalled();
  if (found !== undefined) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium by apt-get …');
    run('apt-get', ['update']);
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
    const fromPackages = findInstalled();
    if (fromPackages !== undefined) return fromPackages;
  }
  return installByPlaywright();
}

function findInstalled(): string | undefined {
  return installed.find((path) => existsSync(path) && starts(path));
}

/** Some systems have a stub at that path that only tells how to install the browser. */
function starts(path: string): boolean {
  return spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

async function installByPlaywright(): Promise<string> {
  console.log("Installing Playwright's Chromium …");
  const cli = join(fileURLToPath(new URL('..', import.meta.url)), 'node_modules/.bin/playwright');
  const withDeps = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
  run(process.execPath, [cli, 'install', ...withDeps, 'chromium']);
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  throw new Error(
    'No Chromium was found, and neither apt-get nor Playwright could install one. Install Chromium or Chrome, or set CHROMIUM_PATH.',
  );
}

function run(command: string, parameters: string[]): void {
  spawnSync(command, parameters, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

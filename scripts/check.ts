/**
 * Everything that must hold before a change lands: `npm test`. Names after the command run those stages alone,
 * for example `npm test -- lint types`.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findOrInstallChromium } from './find-chromium.ts';
import { buildWeb } from './build-web.ts';
import { makeFastTempDir } from './fast-temp-dir.ts';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const resultsDir = join(rootDir, 'test-results');
const workspaces = [
  'packages/contract',
  'apps/server',
  'apps/web',
  'apps/demo-partner',
  'e2e',
  'scripts',
  'bench',
];

interface Stage {
  name: string;
  run: () => Promise<void>;
}

const stages: Stage[] = [
  { name: 'format', run: () => runTool('oxfmt', ['--check']) },
  { name: 'lint', run: () => runTool('oxlint', ['--quiet']) },
  {
    name: 'types',
    run: async () => {
      for (const workspace of workspaces)
        await runTool('tsc', ['-p', join(workspace, 'tsconfig.json')]);
    },
  },
  { name: 'unused', run: () => runTool('knip', []) },
  {
    name: 'schema',
    run: () => runNode(['apps/server/src/platform/db/generate-schema.ts', '--check']),
  },
  {
    name: 'tests',
    run: () =>
      runTool('vitest', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${resultFile('vitest')}`,
      ]),
  },
  {
    name: 'web',
    run: async () => {
      await buildWeb();
    },
  },
  {
    name: 'journeys',
    run: async () => {
      const executablePath = await findOrInstallChromium();
      await runTool('playwright', ['test', '--config', 'e2e/playwright.config.ts'], {
        CHROMIUM_PATH: executablePath,
        PLAYWRIGHT_JSON_OUTPUT_FILE: resultFile('playwright'),
      });
    },
  },
];

function resultFile(runner: string): string {
  return join(resultsDir, `${runner}.json`);
}

function runTool(
  name: string,
  parameters: string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<void> {
  return runNode([join(rootDir, 'node_modules/.bin', name), ...parameters], environment);
}

/** The files in .bin are scripts for Node, so they run on the Node that runs us. */
function runNode(parameters: string[], environment: NodeJS.ProcessEnv = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, {
      cwd: rootDir,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${parameters[0]} ended with code ${code}`));
    });
  });
}

function countTests(): { passed: number; failed: number } {
  const vitest = readJson(resultFile('vitest')) as {
    numPassedTests?: number;
    numFailedTests?: number;
  };
  const playwright = readJson(resultFile('playwright')) as {
    stats?: { expected?: number; unexpected?: number };
  };
  return {
    passed: (vitest.numPassedTests ?? 0) + (playwright.stats?.expected ?? 0),
    failed: (vitest.numFailedTests ?? 0) + (playwright.stats?.unexpected ?? 0),
  };
}

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

async function check(names: string[]): Promise<boolean> {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(
      `There is no stage ${unknown.join(', ')}. Stages: ${stages.map(({ name }) => name).join(', ')}`,
    );
    return false;
  }
  for (const runner of ['vitest', 'playwright']) rmSync(resultFile(runner), { force: true });
  const wanted = names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name));
  const timings: string[] = [];
  let failedStage: string | undefined;
  for (const { name, run } of wanted) {
    const startedAt = Date.now();
    console.log(`\n== ${name}`);
    try {
      await run();
    } catch (err) {
      console.error(err instanceof Error ? err.message : err);
      failedStage = name;
    }
    timings.push(`${name} ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
    if (failedStage !== undefined) break;
  }
  const { passed, failed } = countTests();
  console.log(`\n${timings.join(', ')}`);
  if (failedStage !== undefined) console.error(`The stage "${failedStage}" failed.`);
  console.log(`${passed} passed, ${failed} failed`);
  return failedStage === undefined;
}

const tempDir = makeFastTempDir();
if (tempDir !== undefined) {
  process.env['TMPDIR'] = tempDir.path;
  process.once('exit', () => tempDir.remove());
}
process.exitCode = (await check(process.argv.slice(2))) ? 0 : 1;

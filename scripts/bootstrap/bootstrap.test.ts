import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// The bootstrap is plain JavaScript, for it runs on a Node that may not read types.
const load = async <Module>(file: string): Promise<Module> =>
  (await import(new URL(file, import.meta.url).href)) as Module;
const { withInstallLock } = await load<{
  withInstallLock(lockFile: string, work: () => Promise<unknown>): Promise<unknown>;
}>('./install-lock.mjs');
const { isInstalled, markInstalled } = await load<{
  isInstalled(rootDir: string): boolean;
  markInstalled(rootDir: string): void;
}>('./install-state.mjs');

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'leads-bootstrap-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('withInstallLock', () => {
  it('lets one start at a time do its work', async () => {
    const lockFile = join(dir, 'lock');
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await sleep(50);
      events.push(`${name} ends`);
    };
    await Promise.all([
      withInstallLock(lockFile, work('one')),
      withInstallLock(lockFile, work('two')),
    ]);
    expect(events).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
    expect(existsSync(lockFile)).toBe(false);
  });

  it('takes over from a start that was killed', async () => {
    const killed = spawn(process.execPath, ['-e', '']);
    await once(killed, 'exit');
    writeFileSync(join(dir, 'lock'), `${killed.pid} 1`);
    expect(await withInstallLock(join(dir, 'lock'), async () => 'done')).toBe('done');
  });

  it('takes over when the pid of a killed start belongs to another program by now', async () => {
    const lockFile = join(dir, 'lock');
    writeFileSync(lockFile, `${process.pid} 1`);
    const aMinuteAgo = new Date(Date.now() - 60_000);
    utimesSync(lockFile, aMinuteAgo, aMinuteAgo);
    expect(await withInstallLock(lockFile, async () => 'done')).toBe('done');
  });
});

describe('isInstalled', () => {
  const { platform, arch } = process;
  const writePackages = (file: string, packages: object) =>
    writeFileSync(join(dir, file), JSON.stringify({ packages }));

  beforeEach(() => mkdirSync(join(dir, 'node_modules')));

  it('is true after an install, until package-lock.json changes', () => {
    writePackages('package-lock.json', { '': {}, 'node_modules/a': { version: '1.0.0' } });
    expect(isInstalled(dir)).toBe(false);
    markInstalled(dir);
    expect(isInstalled(dir)).toBe(true);
    writePackages('package-lock.json', { '': {}, 'node_modules/a': { version: '1.0.1' } });
    expect(isInstalled(dir)).toBe(false);
  });

  it('sees what somebody installed by hand, and does not miss packages of other systems', () => {
    const here = { version: '1.0.0', integrity: 'x', optional: true, os: [platform], cpu: [arch] };
    const elsewhere = { ...here, os: ['plan9'] };
    const packages = { '': {}, 'node_modules/here': here, 'node_modules/elsewhere': elsewhere };
    writePackages('package-lock.json', packages);
    writePackages('node_modules/.package-lock.json', { 'node_modules/elsewhere': elsewhere });
    expect(isInstalled(dir)).toBe(false);
    // What only a package of another system needs names no system itself.
    const needed = { version: '1.0.0', integrity: 'y', optional: true };
    writePackages('package-lock.json', { ...packages, 'node_modules/needed': needed });
    writePackages('node_modules/.package-lock.json', { 'node_modules/here': here });
    expect(isInstalled(dir)).toBe(true);
  });
});

describe('bootstrap.mjs', () => {
  const nodePackage = `node-${process.platform}-${process.arch}`;

  // A repository of its own that counts as installed: a test must never install into the real one.
  beforeEach(() => {
    const version = process.versions.node;
    const packageDir = join(dir, 'node_modules', nodePackage);
    mkdirSync(join(packageDir, 'bin'), { recursive: true });
    symlinkSync(process.execPath, join(packageDir, 'bin', 'node'));
    writeFileSync(join(packageDir, 'package.json'), JSON.stringify({ version }));
    writeFileSync(
      join(dir, 'package.json'),
      JSON.stringify({ optionalDependencies: { [nodePackage]: version } }),
    );
    writeFileSync(join(dir, 'package-lock.json'), JSON.stringify({ packages: {} }));
    markInstalled(dir);
    cpSync(fileURLToPath(new URL('..', import.meta.url)), join(dir, 'scripts'), {
      recursive: true,
    });
  });

  const run = async (args: string[]) => {
    const script = join(dir, 'scripts', 'bootstrap.mjs');
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    const [code] = await once(child, 'close');
    return { code: code as number, output };
  };

  it('passes arguments and the exit code on, and puts its Node first for children', async () => {
    writeFileSync(
      join(dir, 'program.ts'),
      `const [first]: string[] = (process.env.PATH ?? '').split(':');
       console.log(process.argv.slice(2).join(), first);
       process.exitCode = 7;`,
    );
    const { code, output } = await run(['run', 'program.ts', 'a', 'b']);
    expect(output).toBe(`a,b ${join(dir, 'node_modules', nodePackage, 'bin')}\n`);
    expect(code).toBe(7);
  });

  it('says what it can do when asked for something else', async () => {
    const { code, output } = await run(['dance']);
    expect(output).toMatch(/^Say what to do: start, test, or run /);
    expect(code).toBe(1);
  });
});

/**
 * Writes schema.gen.ts, the types of every table, from the migrations. With --check it changes
 * nothing and exits 1 when the file is out of date.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createLog } from '../log.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { createDatabase } from './database.ts';
import { migrateToLatest } from './sql-migrations.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const rootDir = fileURLToPath(new URL('../../../../../', import.meta.url));
const schemaFile = fileURLToPath(new URL('./schema.gen.ts', import.meta.url));
const log = createLog({ level: 'warn' });

// Must agree with column-parsers.ts.
const codegenOptions = [
  '--dialect=postgres',
  '--include-pattern=public.*',
  '--exclude-pattern=public.kysely_*',
  '--numeric-parser=string',
  '--date-parser=string',
  '--type-mapping={"int8":"number"}',
];

const scratchDir = await mkdtemp(join(tmpdir(), 'leads-schema-'));
try {
  const generated = await generate();
  if (process.argv.includes('--check')) await check(generated);
  else await writeFile(schemaFile, generated);
} finally {
  await rm(scratchDir, { recursive: true, force: true });
}

async function generate(): Promise<string> {
  const server = await startEmbeddedPostgres({
    dataDir: scratchDir,
    log,
    dangerouslyWithoutFsync: true,
  });
  try {
    const { url } = server;
    const database = createDatabase({ url, poolMax: 1, applicationName: 'generate-schema', log });
    await migrateToLatest(database.db);
    await database.close();
    return await runCodegen(url);
  } finally {
    await server.stop();
  }
}

async function runCodegen(url: string): Promise<string> {
  const outFile = join(scratchDir, 'schema.gen.ts');
  const codegen = require.resolve('kysely-codegen/dist/cli/bin.js');
  await run(process.execPath, [
    codegen,
    `--url=${url}`,
    `--out-file=${outFile}`,
    ...codegenOptions,
  ]);
  return format(await readFile(outFile, 'utf8'));
}

/** As the formatter would leave the file where it lies, so that formatting never makes it differ. */
async function format(text: string): Promise<string> {
  const formatter = join(dirname(require.resolve('oxfmt/package.json')), 'bin', 'oxfmt');
  const running = run(process.execPath, [formatter, `--stdin-filepath=${schemaFile}`], {
    cwd: rootDir,
  });
  running.child.stdin?.end(text);
  return (await running).stdout;
}

async function check(generated: string): Promise<void> {
  const current = await readFile(schemaFile, 'utf8').catch(() => '');
  if (current === generated) return;
  process.stderr.write('schema.gen.ts does not fit the migrations. Run: npm run generate-schema\n');
  process.exitCode = 1;
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Kysely, sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { DatabaseError } from 'pg';

/** The product's own migrations. */
export const migrationsDir = fileURLToPath(new URL('./migrations', import.meta.url));

/** A migration that cannot be read or applied; the message names its file and line. */
export class MigrationFault extends Error {
  override name = 'MigrationFault';
}

/**
 * Applies what is missing, in order and each file in a transaction of its own; answers the names
 * applied. A new database gets them all in one transaction, which is quicker and keeps no locks from
 * anybody. Safe to run from several processes at once: they wait for one another. Throws
 * MigrationFault when a file fails (it is undone whole; in a database that has migrations already,
 * those before it stay), when one is missing that the database already has, or when a new one sorts
 * before an applied one.
 */
export async function migrateToLatest<T>(
  db: Kysely<T>,
  options: { dir?: string } = {},
): Promise<string[]> {
  const migrator = new Migrator({ db, provider: createSqlProvider(options.dir ?? migrationsDir) });
  const applied: string[] = [];
  if (await isNew(db)) {
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error !== undefined) throw toMigrationFault(error);
    return results.map(({ migrationName }) => migrationName);
  }
  for (;;) {
    const { error, results = [] } = await migrator.migrateUp();
    if (error !== undefined) throw toMigrationFault(error);
    const [result] = results;
    if (!result) return applied;
    applied.push(result.migrationName);
  }
}

async function isNew<T>(db: Kysely<T>): Promise<boolean> {
  const { rows } = await sql<{ isNew: boolean }>`
    select to_regclass('kysely_migration') is null as "isNew"`.execute(db);
  return rows[0]?.isNew ?? false;
}

/** Reads `0001-what-it-does.sql` files; there is no way down, a mistake is put right by the next file. */
export function createSqlProvider(dir: string): MigrationProvider {
  return {
    async getMigrations() {
      const files = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort();
      files.forEach(requireNumber);
      return Object.fromEntries(
        await Promise.all(
          files.map(async (file) => {
            const text = await readFile(join(dir, file), 'utf8');
            return [file.replace(/\.sql$/, ''), toMigration(file, text)] as const;
          }),
        ),
      );
    },
  };
}

function requireNumber(file: string, index: number): void {
  const number = String(index + 1).padStart(4, '0');
  if (file.startsWith(`${number}-`) && /^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.sql$/.test(file)) return;
  throw new MigrationFault(
    `Migration ${file} should be named ${number}-what-it-does.sql: numbers start at 0001, without gaps or doubles.`,
  );
}

function toMigration(file: string, text: string): Migration {
  if (/^\s*(begin|commit|rollback|start\s+transaction)\s*;/im.test(text)) {
    throw new MigrationFault(
      `Migration ${file} must not begin or end a transaction: it runs in one already.`,
    );
  }
  return {
    async up(db) {
      // Only for this transaction: a large table may take its time, but must not queue up the API behind a lock.
      await sql`select set_config('statement_timeout', '0', true), set_config('lock_timeout', '5s', true)`.execute(
        db,
      );
      try {
        await sql.raw(text).execute(db);
      } catch (err) {
        throw describe({ file, text, err });
      }
    },
  };
}

function describe({ file, text, err }: { file: string; text: string; err: unknown }): unknown {
  if (!(err instanceof DatabaseError)) return err;
  const line = err.position ? `:${text.slice(0, Number(err.position)).split('\n').length}` : '';
  const detail = err.detail ? ` (${err.detail})` : '';
  return new MigrationFault(`Migration ${file}${line} failed: ${err.message}${detail}`, {
    cause: err,
  });
}

function toMigrationFault(error: unknown): unknown {
  if (error instanceof MigrationFault || error instanceof DatabaseError) return error;
  // Kysely tells a missing or unordered migration as a plain Error with a readable message.
  return error instanceof Error && /migration/i.test(error.message)
    ? new MigrationFault(`Migrations do not fit this database: ${error.message}`, { cause: error })
    : error;
}

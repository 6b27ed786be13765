import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#testing/test-database.ts';
import { migrateToLatest } from './sql-migrations.ts';

let dir: string;
let database: TestDatabase;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'leads-migrations-'));
  database = await createTestDatabase();
  // The clone has the product's own migrations; these tests want a database without any.
  await sql`drop schema public cascade; create schema public`.execute(database.db);
});

afterEach(async () => {
  await database.drop();
  rmSync(dir, { recursive: true, force: true });
});

const write = (file: string, text: string) => writeFileSync(join(dir, file), text);
const migrate = () => migrateToLatest(database.db, { dir });
const tableNames = async () => {
  const tables = await database.db.introspection.getTables();
  return tables.filter(({ schema }) => schema === 'public').map(({ name }) => name);
};

describe('migrateToLatest', () => {
  it('applies files of many statements in order, and each once', async () => {
    write('0001-one.sql', 'create table one (id int); insert into one values (1);');
    write(
      '0002-two.sql',
      "create table two as select id from one; comment on table two is 'it''s; two';",
    );
    expect(await migrate()).toEqual(['0001-one', '0002-two']);
    expect(await migrate()).toEqual([]);
    write('0003-three.sql', 'create table three (id int)');
    expect(await migrate()).toEqual(['0003-three']);
    expect(await tableNames()).toEqual(expect.arrayContaining(['one', 'two', 'three']));
  });

  it('undoes the whole of a failing file, keeps those before it, and names file and line', async () => {
    write('0001-first.sql', 'create table first (id int);');
    await migrate();
    write('0002-fine.sql', 'create table fine (id int);');
    write('0003-broken.sql', 'create table half (id int);\n\nselect nothing from nowhere;\n');
    await expect(migrate()).rejects.toThrow(
      'Migration 0003-broken.sql:3 failed: relation "nowhere" does not exist',
    );
    expect(await tableNames()).toEqual(['fine', 'first']);
  });

  it('leaves a new database new when a file fails', async () => {
    write('0001-fine.sql', 'create table fine (id int);');
    write('0002-broken.sql', 'select nothing from nowhere;');
    await expect(migrate()).rejects.toThrow('Migration 0002-broken.sql:1 failed');
    expect(await tableNames()).toEqual([]);
  });

  it('runs each file once when two processes migrate at the same time', async () => {
    write('0001-once.sql', 'create table once (id int); select pg_sleep(0.1);');
    const applied = await Promise.all([migrate(), migrate()]);
    expect(applied.flat()).toEqual(['0001-once']);
  });

  it('refuses a database that has a migration which the files lack', async () => {
    write('0001-one.sql', 'select 1');
    write('0002-two.sql', 'select 1');
    await migrate();
    rmSync(join(dir, '0002-two.sql'));
    await expect(migrate()).rejects.toThrow(/do not fit this database: .*0002-two is missing/);
  });

  it.each([
    ['a gap', '0003-late.sql', 'select 1', 'should be named 0002-what-it-does.sql'],
    [
      'a double number',
      '0001-also.sql',
      'select 1',
      '0001-one.sql should be named 0002-what-it-does.sql',
    ],
    ['a name in capitals', '0002-Two.sql', 'select 1', 'should be named 0002-what-it-does.sql'],
    ['its own commit', '0002-two.sql', 'select 1;\ncommit;', 'must not begin or end a transaction'],
  ])('refuses %s', async (_fault, file, text, message) => {
    write('0001-one.sql', 'select 1');
    write(file, text);
    await expect(migrate()).rejects.toThrow(message);
  });
});

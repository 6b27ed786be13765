import { afterEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const open: TestDatabase[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.drop()));
});

async function clone(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  open.push(database);
  return database;
}

describe('createTestDatabase', () => {
  it('gives a migrated database', async () => {
    const { db } = await clone();
    const tables = await db.introspection.getTables();
    expect(tables.map(({ name }) => name)).toContain('lead');
  });

  it('keeps what one test writes from another', async () => {
    const [one, other] = await Promise.all([clone(), clone()]);
    await sql`create table only_here (id int)`.execute(one.db);
    await expect(sql`select * from only_here`.execute(other.db)).rejects.toThrow('does not exist');
  });

  it('drops the database while somebody is still connected to it', async () => {
    const database = await createTestDatabase();
    await database.db.connection().execute(async (db) => sql`select 1`.execute(db));
    await database.drop();
    await expect(createLateQuery(database)).rejects.toThrow('Cannot use a pool after calling end');
  });
});

async function createLateQuery({ pool }: TestDatabase): Promise<unknown> {
  return pool.query('select 1');
}

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#testing/test-database.ts';
import { parseInt8 } from './column-parsers.ts';
import { createDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.drop());

const connect = (options: { statementTimeoutMs?: number } = {}) =>
  createDatabase({
    url: database.url,
    poolMax: 1,
    applicationName: 'database-test',
    log: { warn: () => undefined },
    ...options,
  });

describe('createDatabase', () => {
  it('reads columns as the generated types say', async () => {
    const { rows } =
      await sql`select 9007199254740991::int8 as int8, array[1, null]::int8[] as int8s, array[0.10]::numeric[] as numerics,
      12345678901234567890.10::numeric as numeric, '2026-11-24 09:00+03'::timestamptz as instant,
      '2026-11-24'::date as day, '{"a":[1]}'::jsonb as json, '\\x00ff'::bytea as bytes,
      current_setting('TimeZone') as zone, current_setting('application_name') as name`.execute(
        database.db,
      );
    expect(rows[0]).toMatchObject({
      int8: Number.MAX_SAFE_INTEGER,
      int8s: [1, null],
      numerics: ['0.10'],
      numeric: '12345678901234567890.10',
      instant: new Date('2026-11-24T06:00:00Z'),
      day: '2026-11-24',
      json: { a: [1] },
      bytes: Buffer.from([0, 255]),
      zone: 'UTC',
    });
  });

  it('ends a statement that takes too long', async () => {
    const { db, close } = connect({ statementTimeoutMs: 50 });
    await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toThrow('statement timeout');
    await close();
  });

  it('lives on when the server closes its connections', async () => {
    const { db, close } = connect();
    await sql`select 1`.execute(db);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'database-test' and datname = current_database()`.execute(
      database.db,
    );
    await expect
      .poll(() =>
        sql`select 1`.execute(db).then(
          () => 'answered',
          () => 'lost',
        ),
      )
      .toBe('answered');
    await close();
  });
});

describe('parseInt8', () => {
  it('refuses what it would have to round', () => {
    expect(() => parseInt8('9007199254740993')).toThrow(RangeError);
    expect(parseInt8('-9007199254740991')).toBe(-9007199254740991);
  });
});

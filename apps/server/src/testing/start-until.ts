import { Client } from 'pg';
import { vi } from 'vitest';

/**
 * Starts the work and answers, with the work still running, once a statement that holds `part` has begun since then in
 * the database of this address.
 */
export async function startUntil<T>(
  work: () => Promise<T>,
  { url, part }: { url: string; part: string },
): Promise<{ running: Promise<T> }> {
  // Of its own: a connection of the application's pool would show our statement in place of the one that we look for.
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ now: string }>('select clock_timestamp()::text as now');
    const running = work();
    await vi.waitFor(
      async () => {
        const found = await client.query(
          `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
             and query_start > $1::timestamptz and strpos(query, $2) > 0`,
          [rows[0]?.now, part],
        );
        if (found.rowCount === 0) throw new Error(`no statement holds ${part}`);
      },
      { timeout: 10_000, interval: 10 },
    );
    return { running };
  } finally {
    await client.end();
  }
}

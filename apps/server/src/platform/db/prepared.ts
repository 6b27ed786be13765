import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { PoolClient } from 'pg';

const mark = /^\s*\/\* prepared: ([a-z-]+) \*\//;

/**
 * Marks a hand-written statement whose text never changes: each connection parses and plans it once and then knows it by
 * its name. Worth it where a statement runs hundreds of times a second; the name stands for one text only.
 */
export function prepared<Row>(name: string, statement: RawBuilder<Row>): RawBuilder<Row> {
  return sql<Row>`${sql.raw(`/* prepared: ${name} */`)} ${statement}`;
}

/** Makes a connection send marked statements by name. */
export function namePrepared(client: PoolClient): void {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown;
  const send = (first: unknown, values: unknown, ...rest: unknown[]): unknown => {
    const name = typeof first === 'string' ? mark.exec(first)?.[1] : undefined;
    if (name === undefined || !Array.isArray(values)) return query(first, values, ...rest);
    return query({ name, text: first, values }, ...rest);
  };
  client.query = send as typeof client.query;
}

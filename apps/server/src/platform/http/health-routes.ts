import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Schema } from '#platform/db/database.ts';

/**
 * `/healthz` says that the process turns; `/readyz` that it can serve: the database answers and takes writes.
 * Neither needs a caller, and neither tells anything else.
 */
export function healthRoutes(app: FastifyInstance, db: Kysely<Schema>): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (request, reply) => {
    try {
      const { rows } = await sql<{
        read_only: boolean;
      }>`select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as read_only`.execute(
        db,
      );
      if (rows[0]?.read_only === false) return { status: 'ready' };
      return await reply
        .code(503)
        .send({ status: 'not ready', reason: 'the database is read-only' });
    } catch (err) {
      request.log.warn({ err }, 'not ready');
      return reply.code(503).send({ status: 'not ready', reason: 'the database does not answer' });
    }
  });
}

import { Problem } from '@leads/contract/problem';
import type { Reader, Tx } from '#platform/act/context.ts';

export function integrationNotFound(): Problem {
  return new Problem('not_found', {
    detail: 'There is no such integration. It may have been deleted.',
  });
}

/**
 * Locks a living integration until the transaction ends, so that saves, activation and deletion of one integration
 * follow each other. Bookings are not held up: rows that refer to it can still be written.
 * @throws Problem `not_found`
 */
export async function lockIntegration(tx: Tx, integrationId: string) {
  const row = await tx
    .selectFrom('integration')
    .selectAll()
    .where('id', '=', integrationId)
    .where('deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw integrationNotFound();
  return row;
}

/** @throws Problem `not_found` for no living integration */
export async function requireIntegration(db: Reader, integrationId: string): Promise<void> {
  const row = await db
    .selectFrom('integration')
    .select('id')
    .where('id', '=', integrationId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw integrationNotFound();
}

import type { Tx } from '#platform/act/context.ts';

/** Holds connections until the transaction ends, in the order in which everybody does; new leads go on coming in. */
export async function holdConnections(tx: Tx, connectionIds: readonly string[]): Promise<void> {
  if (connectionIds.length === 0) return;
  await tx
    .selectFrom('connection')
    .select('id')
    .where('id', 'in', [...new Set(connectionIds)])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

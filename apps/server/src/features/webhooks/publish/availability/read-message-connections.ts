import type { Reader } from '#platform/act/context.ts';

export interface MessageConnection {
  tenantId: string;
  connectionId: string;
}

/** The connections that messages tell of, by the id of the message; those of no connection are left out. */
export async function readMessageConnections(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, MessageConnection>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('event', 'event.id', 'delivery.event_id')
    .select(['delivery.id', 'event.tenant_id as tenantId', 'event.connection_id as connectionId'])
    .where('delivery.id', 'in', ids)
    .execute();
  return new Map(
    rows.flatMap(({ id, tenantId, connectionId }) =>
      tenantId === null || connectionId === null ? [] : [[id, { tenantId, connectionId }]],
    ),
  );
}

import type { Tx } from '#platform/act/context.ts';

/**
 * Takes out of a lead's messages what somebody wrote (a comment, the descriptions of invoiced items), and empties what
 * the partner replied. Ids, states, times and amounts stay, so that what waits is sent all the same and what was sent can
 * be sent again. Of an erased lead later replies are not kept either (record-attempts.ts).
 */
export async function eraseLeadMessages(tx: Tx, leadId: string): Promise<void> {
  const rows = await tx
    .selectFrom('delivery')
    .select(['id', 'body'])
    .where('lead_id', '=', leadId)
    .forUpdate()
    .execute();
  for (const { id, body } of rows) {
    await tx
      .updateTable('delivery')
      .set({ body: JSON.stringify(withoutWritten(JSON.parse(body))) })
      .where('id', '=', id)
      .execute();
  }
  await tx
    .updateTable('delivery_attempt')
    .set({ reply_start: null })
    .where('delivery_id', 'in', (eb) =>
      eb.selectFrom('delivery').select('id').where('lead_id', '=', leadId),
    )
    .where('reply_start', 'is not', null)
    .execute();
}

/** Everything else in a lead's message is made of ids, times, amounts and closed words. */
function withoutWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWritten);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
      if (name === 'comment') return [];
      return [[name, name === 'description' ? '' : withoutWritten(inner)]];
    }),
  );
}

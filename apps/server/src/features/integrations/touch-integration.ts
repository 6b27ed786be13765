import type { Context, Tx } from '#platform/act/context.ts';

/** Notes who changed the integration last, and when. */
export async function touchIntegration(tx: Tx, ctx: Context, integrationId: string): Promise<void> {
  await tx
    .updateTable('integration')
    .set({
      updated_at: ctx.clock.now(),
      updated_by: ctx.actor.id,
      updated_by_name: ctx.actor.name,
    })
    .where('id', '=', integrationId)
    .execute();
}

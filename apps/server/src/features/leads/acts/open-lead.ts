import { sql } from 'kysely';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockLead } from '../lock-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';

/**
 * Marks the lead as read. Does nothing when it is; the version stays, so nobody's act is refused because of it.
 * @throws Problem `not_found`, also for a lead of another tenant
 */
export async function openLead(ctx: Context, target: LeadTarget): Promise<{ done: true }> {
  return change(ctx, 'lead.open', async (tx) => {
    const { tenantId, id, integrationId } = await lockLead(tx, ctx, target);
    const { numUpdatedRows } = await tx
      .updateTable('lead')
      .set({ opened_at: sql<Date>`now()` })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .where('opened_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await sendHint(tx, { topic: 'leads', id, tenantId, integrationId });
    return {
      value: { done: true as const },
      audit: noAudit('reading changes nothing about a lead'),
    };
  });
}

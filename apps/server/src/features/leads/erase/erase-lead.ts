import type { Lead } from '@leads/contract/leads';
import type { StaffLead } from '@leads/contract/admin-leads';
import { eraseAuditValues } from '#features/audit/index.ts';
import { eraseRefusedBodies } from '#features/requests/index.ts';
import { eraseLeadMessages } from '#features/webhooks/index.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { getStaffLead } from '../admin/get-staff-lead.ts';
import { leadNotFound, lockLead } from '../lock-lead.ts';
import type { LeadTarget, LockedLead } from '../lock-lead.ts';
import { getLead } from '../reading/get-lead.ts';
import { writeActivities } from '../write-activities.ts';
import { emptyLead } from './empty-lead.ts';

/**
 * Erases for good what tells who the customer is: the lead's own columns and extra details, what people wrote about it,
 * the texts in messages to the partner and in its replies, the bodies of refused calls about it, and what audit entries
 * say. Ids, states, times, amounts and who did what stay. The version moves, so that nobody who still types about the
 * customer saves it. Idempotent.
 * @throws Problem `not_found`, also for a lead of another tenant
 */
export async function eraseLead(ctx: Context, target: LeadTarget): Promise<Lead> {
  await erase(ctx, async (tx) => lockLead(tx, ctx, target));
  return getLead(ctx, target);
}

/**
 * The same for staff, who know the lead by its id alone.
 * @throws Problem `not_found`
 */
export async function eraseStaffLead(ctx: Context, leadId: string): Promise<StaffLead> {
  await erase(ctx, async (tx) => {
    const row = await tx
      .selectFrom('lead')
      .select('tenant_id as tenantId')
      .where('id', '=', leadId)
      .executeTakeFirst();
    if (row === undefined) throw leadNotFound();
    return lockLead(tx, ctx, { tenantId: row.tenantId, leadId });
  });
  return getStaffLead(ctx, leadId);
}

/** Erases the lead that `lock` holds, unless there is nothing to erase; answers whether it did. */
export async function erase(
  ctx: Context,
  lock: (tx: Tx) => Promise<LockedLead | undefined>,
): Promise<boolean> {
  return change(ctx, 'lead.erase', async (tx) => {
    const lead = await lock(tx);
    if (lead === undefined || lead.erased) {
      return { value: false, audit: noAudit('nothing is left to erase') };
    }
    const { tenantId, id, integrationId, partnerBookingId } = lead;
    await emptyLead(tx, lead, ctx.actor.name);
    await eraseLeadMessages(tx, id);
    await eraseRefusedBodies(tx, { integrationId, partnerBookingId });
    await eraseAuditValues(tx, id);
    await writeActivities(tx, ctx, {
      lead,
      state: lead.state,
      activities: [{ act: 'lead.erase' }],
    });
    await sendHint(tx, { topic: 'leads', id, tenantId, integrationId });
    return {
      value: true,
      audit: { subject: { kind: 'lead', id }, tenantId, integrationId, after: { erased: true } },
    };
  });
}

import type { BookingChange, BookingState } from '@leads/contract/partner-bookings';
import { Problem } from '@leads/contract/problem';
import { change, noAudit } from '#platform/act/change.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { erasedProblem } from '../lead-state.ts';
import { lockLead } from '../lock-lead.ts';
import { writeActivities } from '../write-activities.ts';
import { findPartnerLead } from './find-partner-lead.ts';
import type { PartnerContext } from './find-partner-lead.ts';
import { getBooking } from './get-booking.ts';
import { judgeChange } from './judge-change.ts';

const openStates: readonly string[] = ['new', 'accepted', 'scheduled'];

/**
 * Changes what the customer wants, as the partner tells it: wanted time, contact, description. The lead stands out as
 * unread again and its timeline names what changed; an appointment stays as the office made it. Idempotent: what is so
 * already changes nothing.
 * @throws Problem `not_found`; `lead_state` once it is declined, canceled, invoiced or erased; `validation_failed` when nobody
 * could reach the customer any more
 */
export async function changeBooking(
  ctx: PartnerContext,
  { partnerBookingId, ...wanted }: BookingChange & { partnerBookingId: string },
): Promise<BookingState> {
  await change(ctx, 'booking.change', async (tx) => {
    const { tenantId, leadId } = await findPartnerLead(tx, ctx, partnerBookingId);
    const locked = await lockLead(tx, ctx, { tenantId, leadId });
    if (!openStates.includes(locked.state)) throw tooLate(locked.state);
    if (locked.erased) throw erasedProblem(locked.state);
    const lead = await tx
      .selectFrom('lead')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where('id', '=', leadId)
      .executeTakeFirstOrThrow();
    const { set, changed } = judgeChange(lead, wanted, ctx.clock.now());
    if (changed.length === 0)
      return { value: undefined, audit: noAudit('it is so already, nothing changed') };
    await tx
      .updateTable('lead')
      .set({
        ...set,
        version: locked.version + 1,
        opened_at: null,
        updated_at: tx.fn<Date>('now'),
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', leadId)
      .execute();
    const activities = [{ act: 'booking.change' as const, detail: { changed } }];
    await writeActivities(tx, ctx, { lead: locked, state: locked.state, activities });
    const { integrationId } = locked;
    await sendHint(tx, { topic: 'leads', id: leadId, tenantId, integrationId });
    const subject = { kind: 'lead', id: leadId };
    return { value: undefined, audit: { subject, tenantId, integrationId, after: { changed } } };
  });
  return getBooking(ctx, partnerBookingId);
}

function tooLate(state: string): Problem {
  return new Problem('lead_state', {
    detail: `The booking is ${state}, so it can no longer be changed. Post a new booking for new work.`,
    context: { state },
  });
}

import { z } from 'zod';
import { BookingWarning } from '@leads/contract/bookings';
import type { DeclineReason, LeadState } from '@leads/contract/leads';
import { bookingStatuses } from '@leads/contract/partner-bookings';
import type { BookingState } from '@leads/contract/partner-bookings';
import { findPartnerLead } from './find-partner-lead.ts';
import type { PartnerContext } from './find-partner-lead.ts';

/**
 * What became of a booking, without the customer's data.
 * @throws Problem `not_found`, also for a booking of another partner
 */
export async function getBooking(
  ctx: PartnerContext,
  partnerBookingId: string,
): Promise<BookingState> {
  const { tenantId, leadId } = await findPartnerLead(ctx.db, ctx, partnerBookingId);
  const lead = await ctx.db
    .selectFrom('lead')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', leadId)
    .executeTakeFirstOrThrow();
  return {
    bookingId: lead.id,
    partnerBookingId: lead.partner_booking_id,
    status: bookingStatuses[lead.state as LeadState],
    test: lead.test,
    slot: {
      accountId: lead.account_id,
      profileId: lead.profile_id,
      serviceId: lead.service_id,
      startSec: toSeconds(lead.wanted_start_at),
      durationSec: lead.wanted_duration_sec,
    },
    leadDeliveredTimestamp: Math.floor(lead.received_at.getTime() / 1000),
    updatedTimestamp: Math.floor(lead.updated_at.getTime() / 1000),
    scheduledStartTimestamp: toSeconds(lead.appointment_start_at),
    declineReason: lead.decline_reason as DeclineReason | null,
    warnings: z.array(BookingWarning).parse(lead.warnings),
  };
}

function toSeconds(instant: Date | null): number | null {
  return instant === null ? null : Math.floor(instant.getTime() / 1000);
}

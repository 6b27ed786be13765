import type { BookingState } from '@leads/contract/partner-bookings';
import { cancelLeadByCustomer } from '../acts/cancel-lead-by-customer.ts';
import { cleanText } from '../intake/clean-text.ts';
import { actForPartner } from './act-for-partner.ts';
import type { PartnerContext } from './find-partner-lead.ts';
import { getBooking } from './get-booking.ts';

/**
 * Takes the partner's word that the customer does not want the job any more; the office reads the reason. Idempotent.
 * @throws Problem `not_found`; `lead_state` once it is declined or invoiced
 */
export async function cancelBooking(
  ctx: PartnerContext,
  { partnerBookingId, reason }: { partnerBookingId: string; reason: string | null | undefined },
): Promise<BookingState> {
  await actForPartner(ctx, partnerBookingId, async ({ tenantId, leadId, version, state }) => {
    if (state === 'canceled') return;
    await cancelLeadByCustomer(ctx, { tenantId, leadId, version, note: cleanText(reason) });
  });
  return getBooking(ctx, partnerBookingId);
}

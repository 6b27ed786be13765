import type { Tx } from '#platform/act/context.ts';

/** Empties what is kept of refused calls about one booking; that there were calls, and why they were refused, stays. */
export async function eraseRefusedBodies(
  tx: Tx,
  { integrationId, partnerBookingId }: { integrationId: string; partnerBookingId: string },
): Promise<void> {
  await tx
    .updateTable('refused_request')
    .set({ body: null, body_cut: false, detail: '', errors: '[]' })
    .where('integration_id', '=', integrationId)
    .where('partner_booking_id', '=', partnerBookingId)
    .execute();
}

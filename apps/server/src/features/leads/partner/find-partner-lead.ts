import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context, Reader } from '#platform/act/context.ts';

export type PartnerContext = Context<ActorOf<'partner'>>;

/**
 * The lead that the partner's id names. A sandbox credential sees test bookings alone.
 * @throws Problem `not_found`, also for a booking of another partner
 */
export async function findPartnerLead(
  db: Reader,
  { actor }: PartnerContext,
  partnerBookingId: string,
) {
  const lead = await db
    .selectFrom('lead')
    .select(['tenant_id as tenantId', 'id as leadId', 'version', 'state', 'test'])
    .where('integration_id', '=', actor.integrationId)
    .where('partner_booking_id', '=', partnerBookingId)
    .$if(actor.mode === 'sandbox', (query) => query.where('test', '=', true))
    .executeTakeFirst();
  if (lead !== undefined) return lead;
  throw new Problem('not_found', {
    detail:
      'There is no booking with this partnerBookingId. Check the id; it is the one that you posted.',
  });
}

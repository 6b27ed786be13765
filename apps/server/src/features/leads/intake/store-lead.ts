import type { Booking, BookingReceipt } from '@leads/contract/bookings';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { toSearchText } from '../search-text.ts';
import { bodyHashPurpose } from './find-answer.ts';
import type { BookingRoute, RoutedConnection } from './find-booking-route.ts';
import type { JudgedBooking } from './judge-booking.ts';

interface NewLead {
  booking: Booking;
  bodyText: string;
  isTest: boolean;
  connection: RoutedConnection;
  route: BookingRoute;
  judged: JudgedBooking;
}

/**
 * Stores the lead and its event in one transaction. Answers undefined, with nothing stored, when the token or the
 * booking id was taken meanwhile: the unique constraints decide, so that of any number at once one is stored.
 */
export async function storeLead(
  ctx: Context<ActorOf<'partner'>>,
  lead: NewLead,
): Promise<BookingReceipt | undefined> {
  const { integrationId } = ctx.actor;
  const { booking, connection, isTest, judged } = lead;
  const row = toLeadRow(lead, { ctx, id: newId() });
  return change(ctx, 'booking.receive', async (tx) => {
    const audit = noAudit('the event row is the record');
    const stored = await tx
      .insertInto('lead')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (stored === undefined) return { value: undefined, audit };
    await tx
      .insertInto('event')
      .values({
        id: newId(),
        kind: 'lead.received',
        lead_id: stored.id,
        test: isTest,
        integration_id: integrationId,
        tenant_id: connection.tenantId,
        connection_id: connection.connectionId,
      })
      .execute();
    const { partnerBookingId } = booking;
    const { warnings } = judged;
    const value = { bookingId: stored.id, partnerBookingId, status: 'RECEIVED' as const, warnings };
    return { value, audit };
  });
}

function toLeadRow(
  { booking, bodyText, isTest, connection, route, judged }: NewLead,
  { ctx, id }: { ctx: Context<ActorOf<'partner'>>; id: string },
) {
  const { slot, idempotencyToken, partnerBookingId } = booking;
  const { customer, address, extraDetails } = judged;
  return {
    id,
    tenant_id: connection.tenantId,
    connection_id: connection.connectionId,
    integration_id: ctx.actor.integrationId,
    test: isTest,
    account_id: slot.accountId,
    profile_id: slot.profileId,
    service_id: slot.serviceId,
    partner_booking_id: partnerBookingId,
    idempotency_token: idempotencyToken,
    body_hash: ctx.hasher.keyedHash(bodyHashPurpose, bodyText),
    partner_job_type_name: route.service?.name ?? '',
    standard_job_type_id: route.service?.standardJobTypeId ?? null,
    tenant_job_type_id: onlyOne(connection.tenantJobTypeIds),
    business_unit_id: onlyOne(connection.businessUnitIds),
    wanted_start_at: judged.wantedStartAt,
    wanted_duration_sec: slot.durationSec ?? null,
    customer_name: customer.name,
    telephone: customer.telephone,
    telephone_e164: customer.telephoneE164,
    email: customer.email,
    street_address: address.streetAddress,
    address_line2: address.addressLine2,
    locality: address.locality,
    region: address.region,
    postal_code: address.postalCode,
    country: address.country,
    description: judged.description,
    extra_details: JSON.stringify(extraDetails),
    warnings: JSON.stringify(judged.warnings),
    search_text: toSearchText({
      partnerBookingId,
      extraDetails,
      customerName: customer.name,
      telephone: customer.telephone,
      telephoneDigits: customer.telephoneDigits,
      email: customer.email,
      address: Object.values(address),
    }),
  };
}

/** Pre-filled only where nothing is left to choose. */
function onlyOne(ids: readonly string[]): string | null {
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

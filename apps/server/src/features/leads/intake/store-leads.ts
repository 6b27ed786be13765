import { sql } from 'kysely';
import type { Booking } from '@leads/contract/bookings';
import type { ActorOf } from '#platform/act/actor.ts';
import { changeBatch, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { prepared } from '#platform/db/prepared.ts';
import { newId } from '#platform/id.ts';
import { toSearchText } from '../search-text.ts';
import { bodyHashPurpose } from './find-answers.ts';
import type { BookingRoute, RoutedConnection } from './find-booking-routes.ts';
import type { JudgedBooking } from './judge-booking.ts';

/** A booking that is to be stored, with the id that its lead will have. */
export interface NewLead {
  id: string;
  ctx: Context<ActorOf<'partner'>>;
  booking: Booking;
  bodyText: string;
  isTest: boolean;
  connection: RoutedConnection;
  route: BookingRoute;
  judged: JudgedBooking;
}

/**
 * Stores leads and their events in one transaction and answers the ids of those stored. A lead whose token or booking
 * id was taken meanwhile is left out: the unique constraints decide, so that of any number at once one is stored.
 */
export async function storeLeads(leads: readonly NewLead[]): Promise<ReadonlySet<string>> {
  if (leads.length === 0) return new Set();
  const rows = leads.map(toLeadRow);
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)));
  const contexts = leads.map(({ ctx }) => ctx);
  const ids = await changeBatch(contexts, 'booking.receive', async (tx) => {
    const stored = await prepared(
      'store-leads',
      sql<{ id: string }>`
      with stored as (
        insert into lead (${columns})
        select ${columns} from jsonb_populate_recordset(null::lead, ${JSON.stringify(rows)}::jsonb)
        on conflict do nothing
        returning id, test, integration_id, tenant_id, connection_id
      ), happened as (
        insert into event (id, kind, lead_id, test, integration_id, tenant_id, connection_id)
        select e.id, 'lead.received', s.id, s.test, s.integration_id, s.tenant_id, s.connection_id
        from stored s
        join unnest(${leads.map(({ id }) => id)}::uuid[], ${leads.map(() => newId())}::uuid[]) as e (lead_id, id)
          on e.lead_id = s.id
      )
      select id from stored`,
    ).execute(tx);
    return { value: stored.rows, audit: noAudit('the event row is the record') };
  });
  return new Set(ids.map(({ id }) => id));
}

function toLeadRow({ ctx, id, booking, bodyText, isTest, connection, route, judged }: NewLead) {
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
    extra_details: extraDetails,
    warnings: judged.warnings,
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

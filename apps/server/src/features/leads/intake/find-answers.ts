import { sql } from 'kysely';
import { z } from 'zod';
import { BookingWarning } from '@leads/contract/bookings';
import type { BookingReceipt } from '@leads/contract/bookings';
import { Problem } from '@leads/contract/problem';
import { readSql } from '#platform/db/read-sql.ts';
import { toCanonicalJson } from './canonical-json.ts';
import type { Arrival } from './ingest-leads.ts';

/** The hasher's purpose for bodies of bookings. */
export const bodyHashPurpose = 'booking-body';

interface EarlierLead {
  place: number;
  id: string;
  partnerBookingId: string;
  idempotencyToken: string;
  bodyHash: string | null;
  warnings: unknown;
}

/**
 * The answers that bookings got before, each in its place; undefined where neither token nor id was taken yet. Refusals:
 * `idempotency_conflict` for the same token with another body, `duplicate_booking` for the same `partnerBookingId` with
 * a new token.
 */
export async function findAnswers(
  arrivals: readonly Arrival[],
): Promise<(BookingReceipt | Problem | undefined)[]> {
  const [first] = arrivals;
  if (first === undefined) return [];
  const leads = await readSql<EarlierLead>(
    first.ctx.db,
    sql`
      select b.place::int as place, l.id, l.partner_booking_id as "partnerBookingId",
        l.idempotency_token as "idempotencyToken", l.body_hash as "bodyHash", l.warnings
      from unnest(
        ${arrivals.map(({ ctx }) => ctx.actor.integrationId)}::uuid[],
        ${arrivals.map(({ booking }) => booking.idempotencyToken)}::text[],
        ${arrivals.map(({ booking }) => booking.partnerBookingId)}::text[]
      ) with ordinality as b (integration_id, token, booking_id, place)
      join lead l on l.integration_id = b.integration_id
        and (l.idempotency_token = b.token or l.partner_booking_id = b.booking_id)`,
  );
  return arrivals.map((arrival, index) =>
    toAnswer(
      arrival,
      leads.filter(({ place }) => place === index + 1),
    ),
  );
}

function toAnswer(
  { ctx, booking }: Arrival,
  leads: readonly EarlierLead[],
): BookingReceipt | Problem | undefined {
  const { idempotencyToken, partnerBookingId } = booking;
  const sameToken = leads.find((lead) => lead.idempotencyToken === idempotencyToken);
  if (sameToken !== undefined) {
    const { bodyHash } = sameToken;
    // Of an erased lead nothing is left to compare: it is a duplicate, or its token is taken.
    const isRepeat =
      bodyHash !== null &&
      ctx.hasher.isKeyedHash(bodyHashPurpose, toCanonicalJson(booking), bodyHash);
    if (isRepeat) return toReceipt(sameToken);
    if (bodyHash !== null || sameToken.partnerBookingId !== partnerBookingId) return tokenTaken();
  }
  const sameBooking = leads.find((lead) => lead.partnerBookingId === partnerBookingId);
  return sameBooking === undefined ? undefined : duplicate(sameBooking.id);
}

function toReceipt(lead: {
  id: string;
  partnerBookingId: string;
  warnings: unknown;
}): BookingReceipt {
  return {
    bookingId: lead.id,
    partnerBookingId: lead.partnerBookingId,
    status: 'RECEIVED',
    warnings: z.array(BookingWarning).parse(lead.warnings),
  };
}

function tokenTaken(): Problem {
  const message = 'This token came before with another body. Use a new token for a new booking.';
  return new Problem('idempotency_conflict', {
    detail: `${message} Nothing was changed.`,
    errors: [{ pointer: '/idempotencyToken', message }],
  });
}

function duplicate(bookingId: string): Problem {
  const message = 'A booking of this id came before with another token.';
  return new Problem('duplicate_booking', {
    detail: `${message} It is ${bookingId}; nothing was changed.`,
    errors: [{ pointer: '/partnerBookingId', message }],
    context: { bookingId },
  });
}

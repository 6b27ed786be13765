import { z } from 'zod';
import { BookingWarning } from '@leads/contract/bookings';
import type { Booking, BookingReceipt } from '@leads/contract/bookings';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';

/** The hasher's purpose for bodies of bookings. */
export const bodyHashPurpose = 'booking-body';

/**
 * The answer that this booking got before; undefined when neither its token nor its id was taken yet.
 * @throws Problem `idempotency_conflict` for the same token with another body, `duplicate_booking` for the same
 * `partnerBookingId` with a new token
 */
export async function findAnswer(
  ctx: Context<ActorOf<'partner'>>,
  { booking, bodyText }: { booking: Booking; bodyText: string },
): Promise<BookingReceipt | undefined> {
  const { idempotencyToken, partnerBookingId } = booking;
  const leads = await ctx.db
    .selectFrom('lead')
    .select([
      'id',
      'partner_booking_id as partnerBookingId',
      'idempotency_token as idempotencyToken',
      'body_hash as bodyHash',
      'warnings',
    ])
    .where('integration_id', '=', ctx.actor.integrationId)
    .where((eb) =>
      eb.or([
        eb('idempotency_token', '=', idempotencyToken),
        eb('partner_booking_id', '=', partnerBookingId),
      ]),
    )
    .execute();
  const sameToken = leads.find((lead) => lead.idempotencyToken === idempotencyToken);
  if (sameToken !== undefined) {
    const { bodyHash } = sameToken;
    // Of an erased lead nothing is left to compare: it is a duplicate, or its token is taken.
    const isRepeat =
      bodyHash !== null && ctx.hasher.isKeyedHash(bodyHashPurpose, bodyText, bodyHash);
    if (isRepeat) return toReceipt(sameToken);
    if (bodyHash !== null || sameToken.partnerBookingId !== partnerBookingId) throw tokenTaken();
  }
  const sameBooking = leads.find((lead) => lead.partnerBookingId === partnerBookingId);
  if (sameBooking !== undefined) throw duplicate(sameBooking.id);
  return undefined;
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

import type { Booking, BookingReceipt } from '@leads/contract/bookings';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { announceLead } from './announce-lead.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { ensureTestAccount, testAccount } from './ensure-test-account.ts';
import { findAnswer } from './find-answer.ts';
import { findBookingRoute } from './find-booking-route.ts';
import type { BookingRoute } from './find-booking-route.ts';
import { judgeBooking } from './judge-booking.ts';
import { requireAccount, requireOpen } from './require-routable.ts';
import { storeLead } from './store-lead.ts';

type PartnerContext = Context<ActorOf<'partner'>>;

/**
 * Takes a booking: routes it by its account, translates its service, and answers once lead and event are durable. The
 * same token with the same body gets the first answer again, whatever has changed since; refusals are not remembered.
 * Test bookings (a sandbox credential, or `test: true`) go only to test tenants and are taken in every status.
 * @throws Problem `idempotency_conflict`, `duplicate_booking` (context: `bookingId`), `integration_inactive`,
 * `account_disconnected`, `access_withdrawn`, `unknown_account`, `validation_failed` with every fault
 */
export async function ingestLead(ctx: PartnerContext, booking: Booking): Promise<BookingReceipt> {
  const bodyText = toCanonicalJson(booking);
  const repeated = await findAnswer(ctx, { booking, bodyText });
  if (repeated !== undefined) return repeated;
  const isTest = booking.test === true || ctx.actor.mode === 'sandbox';
  const route = await findRoute(ctx, { booking, isTest });
  requireOpen(route, { isTest });
  const judged = judgeBooking(booking, { route, isTest, now: ctx.clock.now() });
  const connection = requireAccount(route, { isTest, faults: judged.faults });
  const stored = await storeLead(ctx, { booking, bodyText, isTest, connection, route, judged });
  if (stored === undefined) return requireAnswer(ctx, { booking, bodyText });
  await announceLead(ctx, { leadId: stored.bookingId, tenantId: connection.tenantId });
  return stored;
}

/** The built-in test account is made when it is first asked for. */
async function findRoute(
  ctx: PartnerContext,
  { booking, isTest }: { booking: Booking; isTest: boolean },
): Promise<BookingRoute> {
  const { integrationId } = ctx.actor;
  const route = await findBookingRoute(ctx.db, { integrationId, slot: booking.slot, isTest });
  const isMissing = route.connection?.state !== 'connected';
  if (!isTest || !isMissing || booking.slot.accountId !== testAccount.accountId) return route;
  await ensureTestAccount(ctx);
  return findBookingRoute(ctx.db, { integrationId, slot: booking.slot, isTest });
}

/** Somebody else stored a booking of this id or token between our look and our insert. */
async function requireAnswer(
  ctx: PartnerContext,
  repeat: { booking: Booking; bodyText: string },
): Promise<BookingReceipt> {
  const answer = await findAnswer(ctx, repeat);
  if (answer !== undefined) return answer;
  throw new Error('a booking was refused as a repeat, but the one it repeats is not there');
}

import type { Booking, BookingReceipt } from '@leads/contract/bookings';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { toCanonicalJson } from './canonical-json.ts';
import { ensureTestAccount, testAccount } from './ensure-test-account.ts';
import { findAnswers } from './find-answers.ts';
import { findBookingRoutes } from './find-booking-routes.ts';
import type { BookingRoute } from './find-booking-routes.ts';
import { judgeBooking } from './judge-booking.ts';
import { requireAccount, requireOpen } from './require-routable.ts';
import { storeLeads } from './store-leads.ts';
import type { NewLead } from './store-leads.ts';

/** A booking as it came in, and who sent it. */
export interface Arrival {
  ctx: Context<ActorOf<'partner'>>;
  booking: Booking;
}

/** What one booking is answered. */
export type Answer = BookingReceipt | Problem;

/**
 * Takes bookings that wait at the same moment, of whichever partners: routes each by its account, translates its
 * service, stores all leads and events in one transaction, and answers each in its place once they are durable.
 *
 * The same token with the same body gets the first answer again, whatever has changed since; refusals are not
 * remembered. Test bookings (a sandbox credential, or `test: true`) go only to test tenants and are taken in every
 * status. A refusal is a Problem in the booking's place: `idempotency_conflict`, `duplicate_booking` (context:
 * `bookingId`), `integration_inactive`, `account_disconnected`, `access_withdrawn`, `unknown_account`,
 * `validation_failed` with every fault.
 *
 * `announce` is told of the new leads once they are committed.
 */
export async function ingestLeads(
  arrivals: readonly Arrival[],
  announce: (leads: readonly NewLead[]) => void,
): Promise<Answer[]> {
  const routes = await findRoutes(arrivals);
  const judged = arrivals.map((arrival, index) => judge(arrival, routes[index] as BookingRoute));
  const news = judged.filter((one): one is NewLead => !(one instanceof Problem));
  const storedIds = await storeLeads(news);
  const answers = judged.map((one): Answer | undefined => {
    if (one instanceof Problem) return one;
    return storedIds.has(one.id) ? toReceipt(one) : undefined;
  });
  await answerRepeats(arrivals, answers);
  announce(news.filter(({ id }) => storedIds.has(id)));
  return answers as Answer[];
}

/** The built-in test account is made when it is first asked for. */
async function findRoutes(arrivals: readonly Arrival[]): Promise<BookingRoute[]> {
  const routes = await findBookingRoutes(arrivals.map(toRouteQuery));
  for (const [index, arrival] of arrivals.entries()) {
    const isMissing = routes[index]?.connection?.state !== 'connected';
    const { accountId } = arrival.booking.slot;
    if (!isMissing || !isTest(arrival) || accountId !== testAccount.accountId) continue;
    await ensureTestAccount(arrival.ctx);
    [routes[index]] = (await findBookingRoutes([toRouteQuery(arrival)])) as [BookingRoute];
  }
  return routes;
}

const isTest = ({ ctx, booking }: Arrival) => booking.test === true || ctx.actor.mode === 'sandbox';

const toRouteQuery = (arrival: Arrival) => ({
  ctx: arrival.ctx,
  slot: arrival.booking.slot,
  isTest: isTest(arrival),
});

function judge(arrival: Arrival, route: BookingRoute): NewLead | Problem {
  const { ctx, booking } = arrival;
  const test = isTest(arrival);
  try {
    requireOpen(route, { isTest: test });
    const judged = judgeBooking(booking, { route, isTest: test, now: ctx.clock.now() });
    const connection = requireAccount(route, { isTest: test, faults: judged.faults });
    const bodyText = toCanonicalJson(booking);
    return { id: newId(), ctx, booking, bodyText, isTest: test, connection, route, judged };
  } catch (err) {
    if (err instanceof Problem) return err;
    throw err;
  }
}

function toReceipt({ id, booking, judged }: NewLead): BookingReceipt {
  const { partnerBookingId } = booking;
  return { bookingId: id, partnerBookingId, status: 'RECEIVED', warnings: judged.warnings };
}

/**
 * Gives those that were not stored the answer they got before, refused ones too: what was taken once stays taken. One
 * that was neither refused nor stored repeats a lead that is there, as the unique constraints decided.
 */
async function answerRepeats(
  arrivals: readonly Arrival[],
  answers: (Answer | undefined)[],
): Promise<void> {
  const open = [...answers.keys()].filter((index) => {
    const answer = answers[index];
    return answer === undefined || answer instanceof Problem;
  });
  if (open.length === 0) return;
  const earlier = await findAnswers(open.map((index) => arrivals[index] as Arrival));
  for (const [place, index] of open.entries()) {
    answers[index] = earlier[place] ?? answers[index];
    if (answers[index] === undefined)
      throw new Error('a booking was refused as a repeat, but the one it repeats is not there');
  }
}

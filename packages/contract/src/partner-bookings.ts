import { z } from 'zod';
import { Booking, BookingWarning, PartnerId, UserInformation } from './bookings.ts';
import { defineEndpoint } from './endpoint.ts';
import { declineReasons, leadStates } from './lead.ts';
import type { LeadState } from './lead.ts';

/** What a lead's state is called towards its partner. */
export const bookingStatuses = {
  new: 'RECEIVED',
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  scheduled: 'SCHEDULED',
  invoiced: 'INVOICED',
  canceled: 'CANCELED',
} as const satisfies Record<LeadState, string>;

const timestamp = z.number().int().meta({ description: 'epoch seconds' });

export const BookingState = z
  .object({
    bookingId: z.string(),
    partnerBookingId: z.string(),
    status: z.enum(leadStates.map((state) => bookingStatuses[state])),
    test: z.boolean(),
    slot: z.object({
      accountId: z.string(),
      profileId: z.string(),
      serviceId: z.string(),
      startSec: timestamp.nullable(),
      durationSec: z.number().int().nullable(),
    }),
    leadDeliveredTimestamp: timestamp.meta({ description: 'epoch seconds when it was received' }),
    updatedTimestamp: timestamp,
    scheduledStartTimestamp: timestamp.nullable().meta({
      description: 'epoch seconds of the appointment; null while there is none',
    }),
    declineReason: z.enum(declineReasons).nullable(),
    warnings: z.array(BookingWarning),
  })
  .meta({ description: 'A booking as it stands; the customer is not repeated' });
export type BookingState = z.output<typeof BookingState>;

const params = z.object({ partnerBookingId: PartnerId });
const partner = { surface: 'partner', tag: 'Bookings', params } as const;

export const getBooking = defineEndpoint({
  ...partner,
  method: 'GET',
  url: '/api/integrations/bookings/:partnerBookingId',
  summary: 'Ask what became of a booking',
  reply: BookingState,
});

const slotShape = Booking.shape.slot.shape;

/** Left out, a value stays as it is; null takes it away. */
export const BookingChange = z
  .object({
    slot: z
      .object({ startSec: slotShape.startSec, durationSec: slotShape.durationSec })
      .partial()
      .optional(),
    userInformation: UserInformation.optional(),
    description: z.string().nullish(),
  })
  .refine((change) => Object.keys(change).length > 0, {
    message: 'Send what is to change: slot, userInformation or description',
  })
  .meta({ example: { slot: { startSec: 1785258000 }, description: 'The gate code is 4411.' } });
export type BookingChange = z.output<typeof BookingChange>;

export const changeBooking = defineEndpoint({
  ...partner,
  method: 'PATCH',
  url: '/api/integrations/bookings/:partnerBookingId',
  summary: 'Change the wanted time, the contact or the description',
  description:
    'Possible until the booking is declined, canceled or invoiced. The office sees what changed; an appointment that it made stays until the office moves it. Sending the same change again changes nothing.',
  body: BookingChange,
  reply: BookingState,
  problems: ['lead_state'],
});

export const cancelBooking = defineEndpoint({
  ...partner,
  method: 'POST',
  url: '/api/integrations/bookings/:partnerBookingId/cancel',
  summary: 'Tell that the customer does not want the job any more',
  description:
    'Possible until the booking is declined or invoiced. Canceling again answers the same and changes nothing.',
  body: z
    .object({ reason: z.string().max(1_000).nullish() })
    .nullish()
    .meta({ example: { reason: 'The customer found somebody else.' } }),
  reply: BookingState,
  problems: ['lead_state'],
});

export const simulatedOutcomes = [
  'ACCEPTED',
  'DECLINED',
  'SCHEDULED',
  'RESCHEDULED',
  'APPOINTMENT_CANCELED',
  'INVOICED',
] as const;
export type SimulatedOutcome = (typeof simulatedOutcomes)[number];

export const simulateBooking = defineEndpoint({
  ...partner,
  tag: 'Test mode',
  method: 'POST',
  url: '/api/integrations/bookings/:partnerBookingId/simulate',
  summary: 'Let the test tenant act on a test booking',
  description:
    'For test bookings only. What the outcome needs on the way happens first, so a RECEIVED booking that is to be INVOICED is accepted before; each act sends its real, signed webhook.',
  body: z.object({ outcome: z.enum(simulatedOutcomes) }).meta({ example: { outcome: 'ACCEPTED' } }),
  reply: BookingState,
  problems: ['lead_state', 'test_only'],
});

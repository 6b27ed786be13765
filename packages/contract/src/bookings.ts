import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';

const text = (max: number) => z.string().max(max);

/** Largest epoch-seconds value that is not plainly milliseconds: the year 2200. */
const epochSecondsMax = 7_258_118_400;
export const EpochSeconds = z
  .number()
  .int({ message: 'Use whole seconds since 1970 (epoch seconds)' })
  .min(0)
  .refine((value) => value <= epochSecondsMax, {
    message: 'This looks like milliseconds. Use seconds since 1970 (divide by 1,000)',
  });

/** An id of the partner's: no control characters and no half of a surrogate pair, as no database keeps those. */
export const PartnerId = partnerIdOf(200);

export function partnerIdOf(lengthMax: number) {
  return z
    .string()
    .min(1)
    .max(lengthMax)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, {
      message: 'Send an id without control characters and broken Unicode',
    });
}

/** Optional properties may be absent or null; both mean "not known". */
export const UserInformation = z.object({
  givenName: text(200).nullish(),
  familyName: text(200).nullish(),
  name: text(400).nullish(),
  telephone: text(100).nullish(),
  email: text(254).nullish(),
});

export const BookingAddress = z.object({
  streetAddress: text(500).nullish(),
  addressLine2: text(500).nullish(),
  locality: text(200).nullish(),
  region: text(200).nullish(),
  postalCode: text(40).nullish(),
  country: text(100).nullish(),
});

/** Whether there is anything to judge as a way to reach the customer; takes what is not parsed yet. */
function namesContact(booking: unknown): boolean {
  const information = (booking as { userInformation?: unknown } | null)?.userInformation;
  if (information === undefined || information === null) return false;
  // Not an object: that is told already.
  if (typeof information !== 'object') return true;
  const { telephone, email } = information as { telephone?: unknown; email?: unknown };
  return [telephone, email].some((one) => one !== undefined && one !== null && one !== '');
}

export const extraDetailKeysMax = 100;
const extraDetailLengthMax = 2_000;
export const descriptionLengthMax = 10_000;

/**
 * A booking as partners post it. Loose on purpose: unknown properties are named in warnings rather than refused.
 * Whether telephone and e-mail are usable is intake's to judge; here something must be given.
 */
export const Booking = z
  .looseObject({
    idempotencyToken: PartnerId,
    partnerBookingId: PartnerId,
    slot: z.looseObject({
      accountId: PartnerId,
      profileId: PartnerId,
      serviceId: PartnerId,
      startSec: EpochSeconds.nullish(),
      durationSec: z
        .number()
        .int()
        .min(1)
        .max(366 * 86_400, { message: 'This looks like milliseconds. Use seconds' })
        .nullish(),
    }),
    userInformation: UserInformation.loose().nullish(),
    address: BookingAddress.loose(),
    description: z.string().nullish(),
    extraDetails: z
      .record(
        z.string().min(1).max(200),
        z.union([z.string().max(extraDetailLengthMax), z.number(), z.boolean(), z.null()], {
          message: 'Send text, a number, true or false',
        }),
      )
      .refine((value) => Object.keys(value).length <= extraDetailKeysMax, {
        message: `Send at most ${extraDetailKeysMax} extra details`,
      })
      .nullish(),
    test: z.boolean().nullish(),
  })
  .refine(namesContact, {
    path: ['userInformation'],
    message: 'Send one way to reach the customer: a telephone number or an e-mail address',
    // Told together with the other faults, not after they are mended.
    when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
  })
  .meta({
    example: {
      idempotencyToken: '6e0a5e0e-8a3f-4a8b-9d2c-5f0f3a7b9c10',
      partnerBookingId: 'ACME-BKG-775201',
      slot: {
        accountId: 'ACME-10042',
        profileId: 'ACME-10042-PHX',
        serviceId: 'poor-cooling',
        startSec: 1785171600,
        durationSec: 14400,
      },
      userInformation: { givenName: 'Maria', familyName: 'Alvarez', telephone: '+16025550137' },
      address: {
        streetAddress: '4821 E Cactus Rd',
        locality: 'Phoenix',
        region: 'AZ',
        postalCode: '85032',
        country: 'US',
      },
      description: 'Upstairs AC blows warm air since last night.',
      extraDetails: { leadCost: '45.00' },
    },
  });
export type Booking = z.output<typeof Booking>;

/** What can be odd about a booking that is taken all the same. */
export const bookingWarningCodes = [
  'unknown_service',
  'unmapped_service',
  'service_not_covered',
  'unknown_profile',
  'start_in_past',
  'invalid_telephone',
  'doubtful_telephone',
  'invalid_email',
  'address_incomplete',
  'unknown_country',
  'description_cut',
  'unknown_extra_detail',
  'number_rounded',
  'unknown_property',
] as const;
export type BookingWarningCode = (typeof bookingWarningCodes)[number];

export const BookingWarning = z.object({
  pointer: z.string().meta({ description: 'RFC 6901 pointer into the body' }),
  // Written only from the list above; read as any text, as another version of ours may have stored it.
  code: z.string().meta({
    description: `more may come; now ${bookingWarningCodes.join(', ')}`,
  }) as z.ZodType<BookingWarningCode>,
  message: z.string().meta({ description: 'for people; its words may change' }),
});
export type BookingWarning = z.output<typeof BookingWarning>;

export const BookingReceipt = z.object({
  bookingId: z.string(),
  partnerBookingId: z.string(),
  status: z.literal('RECEIVED'),
  warnings: z.array(BookingWarning),
});
export type BookingReceipt = z.output<typeof BookingReceipt>;

export const postBooking = defineEndpoint({
  surface: 'partner',
  method: 'POST',
  url: '/api/integrations/bookings',
  tag: 'Bookings',
  summary: 'Post a booking (a lead)',
  description:
    'Answered only once the lead is durable. The same token with the same body gives the first answer again.',
  body: Booking,
  reply: BookingReceipt,
  problems: [
    'idempotency_conflict',
    'duplicate_booking',
    'unknown_account',
    'account_disconnected',
    'access_withdrawn',
    'integration_inactive',
  ],
});

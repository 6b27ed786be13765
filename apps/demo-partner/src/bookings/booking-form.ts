import { z } from 'zod';
import { createExampleBooking } from './new-booking.ts';

const field = z.string().trim().max(20_000).default('');

/** The fields of the form, as they are typed. What they may hold is for the platform to judge. */
export const BookingForm = z.object({
  idempotencyToken: field,
  partnerBookingId: field,
  accountId: field,
  profileId: field,
  serviceId: field,
  /** As a datetime-local input gives it, read as UTC. */
  start: field,
  durationMinutes: field,
  givenName: field,
  familyName: field,
  telephone: field,
  email: field,
  streetAddress: field,
  addressLine2: field,
  locality: field,
  region: field,
  postalCode: field,
  country: field,
  description: field,
  /** One "name = value" per line. */
  extraDetails: field,
  test: z.literal('yes').optional().catch(undefined),
});
export type BookingForm = z.infer<typeof BookingForm>;

export function createBookingForm(now: Date): BookingForm {
  const { slot, userInformation, address, extraDetails, ...rest } = createExampleBooking(now);
  return {
    ...rest,
    ...userInformation,
    ...address,
    accountId: slot.accountId,
    profileId: slot.profileId,
    serviceId: slot.serviceId,
    start: new Date(slot.startSec * 1000).toISOString().slice(0, 16),
    durationMinutes: String(slot.durationSec / 60),
    extraDetails: Object.entries(extraDetails)
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n'),
    test: undefined,
  };
}

/** The request body of `POST /api/integrations/bookings`; empty fields are left out. */
export function toBooking(form: BookingForm): Record<string, unknown> {
  const startMs = form.start === '' ? Number.NaN : Date.parse(`${form.start}Z`);
  const minutes = Number(form.durationMinutes);
  const extraDetails = parseExtraDetails(form.extraDetails);
  const { givenName, familyName, telephone, email } = form;
  const { streetAddress, addressLine2, locality, region, postalCode, country } = form;
  return {
    idempotencyToken: form.idempotencyToken,
    partnerBookingId: form.partnerBookingId,
    slot: {
      accountId: form.accountId,
      profileId: form.profileId,
      serviceId: form.serviceId,
      ...(Number.isFinite(startMs) && { startSec: startMs / 1000 }),
      ...(Number.isFinite(startMs) && minutes > 0 && { durationSec: Math.round(minutes * 60) }),
    },
    userInformation: withoutEmpty({ givenName, familyName, telephone, email }),
    address: withoutEmpty({ streetAddress, addressLine2, locality, region, postalCode, country }),
    ...(form.description !== '' && { description: form.description }),
    ...(Object.keys(extraDetails).length > 0 && { extraDetails }),
    ...(form.test === 'yes' && { test: true }),
  };
}

function parseExtraDetails(text: string): Record<string, string> {
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const [name = '', ...value] = line.split('=');
    return name.trim() === '' ? [] : [[name.trim(), value.join('=').trim()]];
  });
  return Object.fromEntries(pairs);
}

function withoutEmpty(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

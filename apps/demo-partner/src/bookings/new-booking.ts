import { randomBytes, randomUUID } from 'node:crypto';

const DAY_SECONDS = 86_400;

export function toFreshIds(): { idempotencyToken: string; partnerBookingId: string } {
  return {
    idempotencyToken: randomUUID(),
    partnerBookingId: `ACME-BKG-${randomBytes(4).toString('hex').toUpperCase()}`,
  };
}

/** What the form starts with: a homeowner whose air conditioning failed, wanted tomorrow. */
export function createExampleBooking(now: Date) {
  const today = Math.floor(now.getTime() / 1000 / DAY_SECONDS) * DAY_SECONDS;
  return {
    ...toFreshIds(),
    slot: {
      accountId: 'ACME-10042',
      profileId: 'ACME-10042-PHX',
      serviceId: 'ac-not-cooling',
      startSec: today + DAY_SECONDS + 17 * 3600,
      durationSec: 14_400,
    },
    userInformation: {
      givenName: 'Maria',
      familyName: 'Alvarez',
      telephone: '+16025550137',
      email: 'maria.alvarez@example.com',
    },
    address: {
      streetAddress: '4821 E Cactus Rd',
      addressLine2: '',
      locality: 'Phoenix',
      region: 'AZ',
      postalCode: '85032',
      country: 'US',
    },
    description: 'Upstairs AC blows warm air since last night. Unit is ~12 years old.',
    extraDetails: { leadCost: '45.00', membershipTier: 'Gold' },
  };
}

import { descriptionLengthMax } from '@leads/contract/bookings';
import type { Booking, BookingWarning } from '@leads/contract/bookings';
import type { FieldFault } from '@leads/contract/problem';
import { cleanText } from './clean-text.ts';
import type { BookingRoute } from './find-booking-routes.ts';
import { judgeAddress } from './judge-address.ts';
import type { LeadAddress } from './judge-address.ts';
import { judgeCustomer } from './judge-customer.ts';
import type { Customer } from './judge-customer.ts';
import { nameUnknownProperties } from './name-unknown-properties.ts';
import { judgeExtraDetails } from './judge-extra-details.ts';
import type { ExtraDetails } from './judge-extra-details.ts';

export interface JudgedBooking {
  /** Why it cannot be taken. */
  faults: FieldFault[];
  /** What is wrong with a booking that is taken all the same. */
  warnings: BookingWarning[];
  customer: Customer;
  address: LeadAddress;
  description: string;
  extraDetails: ExtraDetails;
  wantedStartAt: Date | null;
}

/** Judges the parsed body against the configuration: a payer is never dropped for a gap that is not the partner's. */
export function judgeBooking(
  booking: Booking,
  { route, isTest, now }: { route: BookingRoute; isTest: boolean; now: Date },
): JudgedBooking {
  const address = judgeAddress(booking.address);
  const customer = judgeCustomer(booking.userInformation, address.region);
  const extra = judgeExtraDetails(booking.extraDetails, new Set(route.parameters));
  const description = judgeDescription(booking.description);
  const start = judgeStart(booking.slot.startSec, now);
  return {
    faults: customer.faults,
    warnings: [
      ...judgeSlot(booking, route, isTest),
      ...start.warnings,
      ...customer.warnings,
      ...address.warnings,
      ...description.warnings,
      ...extra.warnings,
      ...nameUnknownProperties(booking),
    ],
    customer: customer.value,
    address: address.value,
    description: description.value,
    extraDetails: extra.value,
    wantedStartAt: start.value,
  };
}

/** The wanted time; one that is past is taken, with a warning. */
export function judgeStart(startSec: number | null | undefined, now: Date) {
  const value = typeof startSec === 'number' ? new Date(startSec * 1000) : null;
  return { value, warnings: value !== null && value < now ? [startInPast] : [] };
}

const startInPast: BookingWarning = {
  pointer: '/slot/startSec',
  code: 'start_in_past',
  message: 'The wanted time is past. The office will call the customer to schedule.',
};

function judgeSlot({ slot }: Booking, route: BookingRoute, isTest: boolean): BookingWarning[] {
  const { service, connection } = route;
  const warnings: BookingWarning[] = [];
  if (connection !== null && !connection.profileKnown) {
    warnings.push({
      pointer: '/slot/profileId',
      code: 'unknown_profile',
      message: `The account has no active profile ${slot.profileId}. Send COMPLETED again with all profiles.`,
    });
  }
  const pointer = '/slot/serviceId';
  if (service === null) {
    const message = `The service ${slot.serviceId} is not in this integration's list of partner job types.`;
    warnings.push({ pointer, code: 'unknown_service', message });
  } else if (service.standardJobTypeId === null) {
    const message = `The service ${slot.serviceId} is not mapped to a standard job type yet.`;
    warnings.push({ pointer, code: 'unmapped_service', message });
  } else if (connection?.tenantJobTypeIds.length === 0 && !isTest) {
    const message = `The tenant has not mapped the service ${slot.serviceId} to a job type of its own yet.`;
    warnings.push({ pointer, code: 'service_not_covered', message });
  }
  return warnings;
}

/** The description; what is too long is cut off, with a warning. */
export function judgeDescription(text: string | null | undefined): {
  value: string;
  warnings: BookingWarning[];
} {
  const clean = cleanText(text);
  if (clean.length <= descriptionLengthMax) return { value: clean, warnings: [] };
  const message = `The description is longer than ${descriptionLengthMax} characters; the rest was cut off.`;
  return {
    value: cleanText(withoutHalfPair(clean.slice(0, descriptionLengthMax))),
    warnings: [{ pointer: '/description', code: 'description_cut', message }],
  };
}

/** A cut may go through the middle of a character beyond the basic plane. */
function withoutHalfPair(text: string): string {
  return text.isWellFormed() ? text : text.slice(0, -1);
}

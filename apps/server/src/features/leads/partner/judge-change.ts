import type { Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { BookingWarning } from '@leads/contract/bookings';
import type { BookingChange } from '@leads/contract/partner-bookings';
import { Problem } from '@leads/contract/problem';
import type { Schema } from '#platform/db/database.ts';
import { judgeAddress } from '../intake/judge-address.ts';
import { judgeDescription, judgeStart } from '../intake/judge-booking.ts';
import { judgeCustomer } from '../intake/judge-customer.ts';
import type { Customer } from '../intake/judge-customer.ts';
import { toSearchText } from '../search-text.ts';

type LeadColumns = Selectable<Schema['lead']>;

/** The parts of a lead that a partner may change, as the office's timeline calls them. */
const columnWords = {
  wanted_start_at: 'wanted time',
  wanted_duration_sec: 'duration',
  customer_name: 'name',
  telephone: 'telephone',
  email: 'e-mail',
  description: 'description',
} as const;
type ChangedColumn = keyof typeof columnWords;

/** What a change makes of a lead: the columns that differ, and their words; none when it is so already. */
export interface JudgedChange {
  set: Updateable<Schema['lead']>;
  changed: string[];
}

/**
 * Judges what a change names by intake's own rules, warnings included: those of that part replace the earlier ones, all
 * others stay.
 * @throws Problem `validation_failed` when the customer could not be reached any more
 */
export function judgeChange(lead: LeadColumns, wanted: BookingChange, now: Date): JudgedChange {
  const customer = judgeCustomer(
    toInformation(lead, wanted.userInformation),
    judgeAddress(toAddress(lead)).region,
  );
  if (customer.faults.length > 0) {
    throw new Problem('validation_failed', {
      detail: 'Nobody could reach the customer any more. Nothing was changed.',
      errors: customer.faults,
    });
  }
  const { slot, userInformation, description } = wanted;
  const judged: JudgedPart[] = [];
  if (slot?.startSec !== undefined) {
    const { value, warnings } = judgeStart(slot.startSec, now);
    judged.push({ at: '/slot/startSec', set: { wanted_start_at: value }, warnings });
  }
  if (slot?.durationSec !== undefined)
    judged.push({ at: undefined, set: { wanted_duration_sec: slot.durationSec }, warnings: [] });
  if (userInformation !== undefined) {
    const { name, telephone, telephoneE164, email } = customer.value;
    const set = { customer_name: name, telephone, telephone_e164: telephoneE164, email };
    judged.push({ at: '/userInformation', set, warnings: customer.warnings });
  }
  if (description !== undefined) {
    const { value, warnings } = judgeDescription(description);
    judged.push({ at: '/description', set: { description: value }, warnings });
  }
  return toChange(lead, judged, customer.value);
}

/** One part of a booking that a change names. */
interface JudgedPart {
  /** Where warnings about it point; undefined where there are none. */
  at: string | undefined;
  set: Updateable<Schema['lead']>;
  warnings: BookingWarning[];
}

function toChange(
  lead: LeadColumns,
  judged: readonly JudgedPart[],
  customer: Customer,
): JudgedChange {
  const next: Updateable<Schema['lead']> = Object.assign({}, ...judged.map(({ set }) => set));
  const changed = (Object.keys(columnWords) as ChangedColumn[]).filter(
    (column) => column in next && String(lead[column]) !== String(next[column]),
  );
  const kept = z
    .array(BookingWarning)
    .parse(lead.warnings)
    .filter(
      ({ pointer, code }) =>
        code === 'unknown_property' ||
        !judged.some(({ at }) => at !== undefined && pointer.startsWith(at)),
    );
  const warnings = [...kept, ...judged.flatMap((part) => part.warnings)];
  return {
    set: { ...next, warnings: JSON.stringify(warnings), search_text: toText(lead, customer) },
    changed: changed.map((column) => columnWords[column]),
  };
}

function toText(lead: LeadColumns, customer: Customer): string {
  return toSearchText({
    partnerBookingId: lead.partner_booking_id,
    extraDetails: lead.extra_details as Record<string, string>,
    customerName: customer.name,
    telephone: customer.telephone,
    telephoneDigits: customer.telephoneDigits,
    email: customer.email,
    address: Object.values(toAddress(lead)),
  });
}

/** A name that comes in parts replaces a whole one. */
function toInformation(lead: LeadColumns, given: BookingChange['userInformation'] = {}) {
  const namesPerson = [given.name, given.givenName, given.familyName].some(
    (part) => part !== undefined,
  );
  return {
    telephone: given.telephone === undefined ? lead.telephone : given.telephone,
    email: given.email === undefined ? lead.email : given.email,
    ...(namesPerson ? {} : { name: lead.customer_name }),
    ...(given.name === undefined ? {} : { name: given.name }),
    givenName: given.givenName,
    familyName: given.familyName,
  };
}

function toAddress(lead: LeadColumns) {
  return {
    streetAddress: lead.street_address,
    addressLine2: lead.address_line2,
    locality: lead.locality,
    region: lead.region,
    postalCode: lead.postal_code,
    country: lead.country,
  };
}

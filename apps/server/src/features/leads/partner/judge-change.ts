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
 * Judges a change by intake's own rules, warnings included: those of what changed replace the earlier ones.
 * @throws Problem `validation_failed` when the customer could not be reached any more
 */
export function judgeChange(lead: LeadColumns, wanted: BookingChange, now: Date): JudgedChange {
  const start = judgeStart(
    wanted.slot?.startSec === undefined ? toSeconds(lead.wanted_start_at) : wanted.slot.startSec,
    now,
  );
  const { region } = judgeAddress(toAddress(lead));
  const customer = judgeCustomer(toInformation(lead, wanted.userInformation), region);
  if (customer.faults.length > 0) {
    throw new Problem('validation_failed', {
      detail: 'Nobody could reach the customer any more. Nothing was changed.',
      errors: customer.faults,
    });
  }
  const description = judgeDescription(
    wanted.description === undefined ? lead.description : wanted.description,
  );
  const durationSec = wanted.slot?.durationSec;
  const next = {
    wanted_start_at: start.value,
    wanted_duration_sec: durationSec === undefined ? lead.wanted_duration_sec : durationSec,
    customer_name: customer.value.name,
    telephone: customer.value.telephone,
    email: customer.value.email,
    description: description.value,
  };
  const changed = (Object.keys(columnWords) as ChangedColumn[]).filter(
    (column) => String(lead[column]) !== String(next[column]),
  );
  const warnings = [
    ...keptWarnings(lead),
    ...start.warnings,
    ...customer.warnings,
    ...description.warnings,
  ];
  return {
    set: {
      ...next,
      telephone_e164: customer.value.telephoneE164,
      warnings: JSON.stringify(warnings),
      search_text: toText(lead, customer.value),
    },
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

const rejudged = /^\/(slot\/startSec|userInformation|description)/;

/** Those about parts that no change touches: account, service, address, extra details. */
function keptWarnings(lead: LeadColumns): BookingWarning[] {
  const stored = z.array(BookingWarning).parse(lead.warnings);
  return stored.filter(
    ({ pointer, code }) => !rejudged.test(pointer) || code === 'unknown_property',
  );
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

function toSeconds(instant: Date | null): number | null {
  return instant === null ? null : Math.floor(instant.getTime() / 1000);
}

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { Booking, BookingWarning } from '@leads/contract/bookings';
import type { FieldFault } from '@leads/contract/problem';
import { cleanText } from './clean-text.ts';

export interface Customer {
  name: string;
  /** As the partner wrote it. */
  telephone: string;
  telephoneE164: string | null;
  /** Digits of its written, national and international form, to find it by. */
  telephoneDigits: string[];
  email: string;
}

interface Judgement {
  value: Customer;
  faults: FieldFault[];
  warnings: BookingWarning[];
}

const Email = z.email({ pattern: /^[^\s@"<>,;]{1,64}@[^\s@"<>,;]+\.[^\s@".<>,;]{2,}$/u });

/** Takes a booking only with one way to reach the customer: a telephone number or an e-mail address that can work. */
export function judgeCustomer(
  information: Booking['userInformation'],
  region: CountryCode,
): Judgement {
  const telephone = cleanText(information?.telephone);
  const email = cleanText(information?.email);
  const number = parsePhoneNumberFromString(telephone, region);
  const telephoneWorks = number?.isPossible() === true;
  const emailWorks = Email.safeParse(email).success;
  const value = {
    name: toName(information),
    telephone,
    telephoneE164: telephoneWorks ? number.number : null,
    telephoneDigits: toDigits(telephone, number),
    email,
  };
  const complaints = [
    ...(telephone === '' || telephoneWorks ? [] : [badTelephone]),
    ...(email === '' || emailWorks ? [] : [badEmail]),
  ];
  if (telephoneWorks || emailWorks) {
    const doubt = telephoneWorks && !number.isValid() ? [doubtfulTelephone] : [];
    return { value, faults: [], warnings: [...complaints, ...doubt] };
  }
  const faults = complaints.map(({ pointer, message }) => ({ pointer, message }));
  return { value, faults: faults.length > 0 ? faults : [noContact], warnings: [] };
}

const noContact: FieldFault = {
  pointer: '/userInformation',
  message: 'Send one way to reach the customer: a telephone number or an e-mail address',
};
const badTelephone: BookingWarning = {
  pointer: '/userInformation/telephone',
  code: 'invalid_telephone',
  message: 'This is no telephone number. Send it in international form, such as +16025550137',
};
const doubtfulTelephone: BookingWarning = {
  pointer: '/userInformation/telephone',
  code: 'doubtful_telephone',
  message: 'This telephone number has the right length, but is not one that we know to be in use',
};
const badEmail: BookingWarning = {
  pointer: '/userInformation/email',
  code: 'invalid_email',
  message: 'This is no e-mail address',
};

function toName(information: Booking['userInformation']): string {
  const whole = cleanText(information?.name);
  if (whole !== '') return whole;
  return [information?.givenName, information?.familyName]
    .map(cleanText)
    .filter((part) => part !== '')
    .join(' ');
}

function toDigits(telephone: string, number: PhoneNumber | undefined): string[] {
  return [telephone, number?.formatNational() ?? '', number?.number ?? '']
    .map((text) => text.replace(/\D/g, ''))
    .filter((digits) => digits !== '');
}

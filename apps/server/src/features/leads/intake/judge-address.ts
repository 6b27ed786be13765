import { getCountries } from 'libphonenumber-js/max';
import type { CountryCode } from 'libphonenumber-js/max';
import type { Booking, BookingWarning } from '@leads/contract/bookings';
import { cleanText } from './clean-text.ts';

export interface LeadAddress {
  streetAddress: string;
  addressLine2: string;
  locality: string;
  region: string;
  postalCode: string;
  country: string;
}

const countries: ReadonlySet<string> = new Set(getCountries());
const countryByName = new Map<string, CountryCode>([
  ['usa', 'US'],
  ['united states of america', 'US'],
  ['uk', 'GB'],
  ...getCountries().map((code): [string, CountryCode] => [nameOf(code).toLowerCase(), code]),
]);

function nameOf(code: string): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
}

/** Cleans the address; `region` is where telephone numbers without a country belong, the US where nothing says so. */
export function judgeAddress(address: Booking['address']): {
  value: LeadAddress;
  region: CountryCode;
  warnings: BookingWarning[];
} {
  const given = cleanText(address.country);
  const code = findCountry(given);
  const value = {
    streetAddress: cleanText(address.streetAddress),
    addressLine2: cleanText(address.addressLine2),
    locality: cleanText(address.locality),
    region: cleanText(address.region),
    postalCode: cleanText(address.postalCode),
    country: code ?? given,
  };
  const warnings: BookingWarning[] = [];
  if (value.streetAddress === '') {
    const message = 'There is no street address. The office will ask the customer.';
    warnings.push({ pointer: '/address/streetAddress', code: 'address_incomplete', message });
  }
  if (given !== '' && code === undefined) {
    const message = 'Send the country as two letters of ISO 3166-1, such as US.';
    warnings.push({ pointer: '/address/country', code: 'unknown_country', message });
  }
  return { value, region: code ?? 'US', warnings };
}

function findCountry(text: string): CountryCode | undefined {
  const upper = text.toUpperCase();
  return countries.has(upper) ? (upper as CountryCode) : countryByName.get(text.toLowerCase());
}

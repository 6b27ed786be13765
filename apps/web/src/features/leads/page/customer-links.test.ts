import { expect, it } from 'vitest';
import { toMapUrl, toPhoneUrl, toPhoneWords } from './customer-links.ts';

it.each([
  ['(602) 555-0142', 'tel:6025550142'],
  ['+1 602-555-0142', 'tel:+16025550142'],
  ['602 555 0142 ext. 12', 'tel:6025550142'],
  ['+44 20 7946 0958 x3', 'tel:+442079460958'],
])('dials %o by %o', (telephone, url) => {
  expect(toPhoneUrl(telephone)).toBe(url);
});

it.each([
  ['+16025550142', '(602) 555-0142'],
  ['+442079460958', '+442079460958'],
  ['602-555-0142 x3', '602-555-0142 x3'],
])('writes %o as %o', (telephone, words) => {
  expect(toPhoneWords(telephone)).toBe(words);
});

it('searches the map for the address without its second line', () => {
  const address = {
    streetAddress: '1 Main St & 2nd',
    addressLine2: 'Apt 4',
    locality: 'Mesa',
    region: 'AZ',
    postalCode: '85201',
    country: '',
  };
  expect(new URL(toMapUrl(address)).searchParams.get('query')).toBe(
    '1 Main St & 2nd, Mesa, AZ, 85201',
  );
});

import { expect, it } from 'vitest';
import { toSearchTerms, toSearchText } from './search-text.ts';

const text = toSearchText({
  customerName: 'María Álvarez Łøwenß',
  telephone: '(602) 555-0137',
  telephoneDigits: ['6025550137', '6025550137', '16025550137'],
  email: 'Maria@Example.com',
  address: ['4821 E Cactus Rd', '', 'Phoenix', 'AZ', '85032', 'US'],
  partnerBookingId: 'ACME-BKG-775201',
  extraDetails: { leadCost: '45.00', gold: true, visits: 3 },
});

const finds = (search: string) =>
  toSearchTerms(search).every((alternatives) => alternatives.some((one) => text.includes(one)));

it.each([
  'maría',
  'ÁLVAREZ maría',
  'maria alvarez',
  'Mari\u0301a',
  'lowenss',
  'ŁØWENSS',
  '001 602 555 0137',
  '0016025550137',
  '602–555‑0137',
  'a',
  '602-555',
  '(602) 555-0137',
  '+16025550137',
  '602.555.0137',
  'cactus phoenix',
  '85032',
  'acme-bkg-775201',
  '775201',
  '45.00',
  'example.com',
  '  ',
])('finds by %j', (search) => {
  expect(finds(search)).toBe(true);
});

it.each(['maria alvarez smith', '602-999', '46.00', 'leadCost', '%', '_'])(
  'does not find by %j',
  (search) => {
    expect(finds(search)).toBe(false);
  },
);

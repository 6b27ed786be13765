import { describe, expect, it } from 'vitest';
import type { BookingRoute } from './find-booking-routes.ts';
import { judgeBooking } from './judge-booking.ts';
import { makeBooking } from '../testing/lead-scene.ts';

const now = new Date('2026-07-27T12:00:00Z');
const nowSec = now.getTime() / 1000;
const scene = { accountId: 'account', profileId: 'profile' };
const route: BookingRoute = {
  active: true,
  parameters: ['leadCost', 'a/b~c'],
  connection: {
    tenantId: 'tenant',
    connectionId: 'connection',
    state: 'connected',
    tenantActive: true,
    accessible: true,
    profileKnown: true,
    tenantJobTypeIds: ['own'],
    businessUnitIds: ['unit'],
  },
  service: { name: 'Service', standardJobTypeId: 'standard' },
};

function judge(values: { slot?: object } & Record<string, unknown>) {
  const slot = { startSec: nowSec + 60, ...values.slot };
  return judgeBooking(makeBooking(scene, { ...values, slot }), { route, isTest: false, now });
}
const warningsOf = (values: { slot?: object } & Record<string, unknown>) =>
  judge(values).warnings.map(({ code, pointer }) => `${code} ${pointer}`);

describe('warnings', () => {
  it.each([
    ['a booking without a fault', {}, []],
    ['no time', { slot: { startSec: null, durationSec: null } }, []],
    ['a time that is past', { slot: { startSec: nowSec - 1 } }, ['start_in_past /slot/startSec']],
    ['configured details', { extraDetails: { leadCost: 45, 'a/b~c': true } }, []],
    [
      'details that nobody configured',
      { extraDetails: { 'x/y~z': 'v', gone: null } },
      ['unknown_extra_detail /extraDetails/x~1y~0z'],
    ],
    [
      'properties that nobody knows',
      { slot: { lane: 1 }, campaign: 'x', address: { streetAddress: '1 Main St', floor: 2 } },
      [
        'unknown_property /campaign',
        'unknown_property /slot/lane',
        'unknown_property /address/floor',
      ],
    ],
    [
      'an address without a street, in a country that is none',
      { address: { country: 'Atlantis' } },
      ['address_incomplete /address/streetAddress', 'unknown_country /address/country'],
    ],
    ['a long description', { description: 'x'.repeat(10_001) }, ['description_cut /description']],
    ['one of just that length', { description: 'x'.repeat(10_000) }, []],
  ])('for %s', (_name, values, expected) => {
    expect(warningsOf(values)).toEqual(expected);
  });

  it('name twenty unknown properties and count the rest', () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_one, index) => [`p${index}`, 1]),
    );
    const { warnings } = judge(many);
    expect(warnings).toHaveLength(21);
    expect(warnings.at(-1)?.message).toContain('4980');
  });

  it('of a property name of any length are short', () => {
    expect(judge({ ['x'.repeat(100_000)]: 1 }).warnings[0]?.pointer).toHaveLength(101);
  });
});

describe('what is kept', () => {
  it('cuts a description between characters, never through one', () => {
    const { description } = judge({ description: `${'x'.repeat(9999)}😀` });
    expect(description).toBe('x'.repeat(9999));
  });

  it.each([
    ['us', 'US'],
    ['USA', 'US'],
    ['United States', 'US'],
    ['Canada', 'CA'],
    ['', ''],
    ['Atlantis', 'Atlantis'],
  ])('reads the country %j as %j', (country, code) => {
    expect(judge({ address: { streetAddress: '1 Main St', country } }).address.country).toBe(code);
  });
});

import { expect, it } from 'vitest';
import { General } from './integration-general.ts';
import { ExtraDetails, extraDetailsMax } from './integration-sections.ts';

const valid = {
  name: 'Acme',
  description: 'Finds homeowners.',
  tenantAuthorizationType: 'st_pairing',
  partnerAuthorizationType: 'api_key',
  multiAccount: false,
  technicalContactEmail: null,
};
const mail = (length: number): string => `${'a'.repeat(60)}@${'b.'.repeat(length)}example`;

it.each([
  ['name', 'A', false],
  ['name', 'Ab', true],
  ['name', ' A ', false],
  ['name', '😀', false],
  ['name', 'x'.repeat(100), true],
  ['name', 'x'.repeat(101), false],
  ['name', 'Two\nlines', false],
  ['description', '', false],
  ['description', 'x', true],
  ['description', 'Two\nlines', true],
  ['description', 'x'.repeat(1000), true],
  ['description', 'x'.repeat(1001), false],
  ['description', 'a\u0000b', false],
  ['tenantAuthorizationType', 'open_id_connect', true],
  ['tenantAuthorizationType', 'other', false],
  ['partnerAuthorizationType', 'http_basic', true],
  ['partnerAuthorizationType', 'other', false],
  ['multiAccount', 'yes', false],
  ['technicalContactEmail', '', true],
  ['technicalContactEmail', 'help@acme.example', true],
  ['technicalContactEmail', 'help', false],
  ['technicalContactEmail', mail(120), false],
])('General Information: %s = %j is taken: %s', (field, value, taken) => {
  expect(General.safeParse({ ...valid, [field]: value }).success).toBe(taken);
});

it('keeps nothing of General Information that it does not know', () => {
  const sent = JSON.parse('{"status":"active","__proto__":{"status":"active"}}') as object;
  expect(Object.keys(General.parse({ ...valid, ...sent })).sort()).toEqual(
    Object.keys(valid).sort(),
  );
});

const rows = (count: number) =>
  Array.from({ length: count }, (_row, at) => ({
    parameter: `p${String(at)}`,
    displayName: 'Name',
  }));

it.each([
  ['no rows', [], true],
  ['50 rows', rows(extraDetailsMax), true],
  ['51 rows', rows(extraDetailsMax + 1), false],
  ['a parameter of 100', [{ parameter: 'x'.repeat(100), displayName: 'N' }], true],
  ['a parameter of 101', [{ parameter: 'x'.repeat(101), displayName: 'N' }], false],
  ['a parameter with outer spaces', [{ parameter: ' x', displayName: 'N' }], false],
  ['a parameter that cannot be printed', [{ parameter: 'a\u200bb', displayName: 'N' }], false],
  ['a display name of 100', [{ parameter: 'x', displayName: 'x'.repeat(100) }], true],
  ['a display name of 101', [{ parameter: 'x', displayName: 'x'.repeat(101) }], false],
  [
    'two that differ by case',
    [
      { parameter: 'x', displayName: 'N' },
      { parameter: 'X', displayName: 'N' },
    ],
    true,
  ],
  [
    'the same twice',
    [
      { parameter: 'x', displayName: 'N' },
      { parameter: 'x', displayName: 'M' },
    ],
    false,
  ],
])('Extra Details: %s', (_case, given, taken) => {
  expect(ExtraDetails.safeParse({ rows: given }).success).toBe(taken);
});

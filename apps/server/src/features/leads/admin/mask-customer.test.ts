import { expect, it } from 'vitest';
import { maskName, maskTelephone } from './mask-customer.ts';

it.each([
  ['Maria Alvarez', 'M… A…'],
  ['maria', 'M…'],
  ['Ana de la Cruz', 'A… D…'],
  ['  Émile   Zola ', 'É… Z…'],
  ['𝒜lan Turing', '𝒜… T…'],
  ['+16025550137', '+…'],
  ['', ''],
])('masks the name %j as %j', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

it.each([
  ['+16025550137', '…37'],
  ['(602) 555-01 3-7', '…37'],
  ['12345', '…45'],
  ['1234', '…'],
  ['call me', '…'],
  ['', ''],
])('masks the telephone number %j as %j', (telephone, masked) => {
  expect(maskTelephone(telephone)).toBe(masked);
});

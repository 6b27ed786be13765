import { expect, it } from 'vitest';
import { findLineTotal, findSubTotal, findTotal } from './estimate-totals.ts';

it.each([
  ['3', '0.335', 'USD', '1.01'],
  ['0.1', '0.2', 'USD', '0.02'],
  ['1', '1234.5', 'JPY', '1235'],
  ['1.', '5', 'USD', undefined],
  ['', '5', 'USD', undefined],
  ['1', '5,00', 'USD', undefined],
])('%s × %s in %s is %s', (quantity, unitPrice, currency, total) => {
  expect(findLineTotal({ quantity, unitPrice }, currency)).toBe(total);
});

it('adds exactly, and says nothing while a line is unfinished', () => {
  const line = { quantity: '1', unitPrice: '0.10' };
  expect(findSubTotal([line, line, line], 'USD')).toBe('0.30');
  expect(findSubTotal([line, { quantity: '', unitPrice: '1' }], 'USD')).toBeUndefined();
  expect(findTotal('0.30', '0.03', 'USD')).toBe('0.33');
  expect(findTotal('0.30', '', 'USD')).toBeUndefined();
});

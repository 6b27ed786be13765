import * as api from '@leads/contract';
import type { Endpoint } from '@leads/contract/endpoint';
import { expect, it } from 'vitest';
import { mistakes, toAdvice, toCodeWords } from './code-advice.ts';

const partnerEndpoints = Object.values(api as Record<string, unknown>).filter(
  (one): one is Endpoint =>
    typeof one === 'object' && one !== null && 'surface' in one && one.surface === 'partner',
);

it('has advice for every refusal that a partner can get', () => {
  const codes = new Set([...mistakes, ...partnerEndpoints.flatMap(({ problems }) => problems)]);
  expect([...codes].filter((code) => toAdvice(code) === undefined)).toEqual([]);
});

it('tells codes by their titles, and those of OAuth in words', () => {
  expect(toCodeWords('duplicate_booking')).toBe('The booking is already here');
  expect(toCodeWords('invalid_client')).toBe('Invalid client');
});

import { expect, it } from 'vitest';
import { filtersOf, ListSearch, nextSort } from './list-search.ts';

it('opens the list on an address with values it does not know', () => {
  expect(ListSearch.parse({ search: ['a', 'b'], sort: 'x'.repeat(99), other: '1' })).toEqual({});
});

it('turns an order around on the second click', () => {
  expect(nextSort('name', undefined)).toBe('name');
  expect(nextSort('name', 'name')).toBe('-name');
  expect(nextSort('name', '-name')).toBe('name');
  expect(nextSort('name', 'status')).toBe('name');
});

it('counts neither order nor page as a filter', () => {
  expect(
    filtersOf({ search: 'a', sort: 'name', cursor: 'c', status: undefined, state: 'new' }),
  ).toEqual(['search', 'state']);
});

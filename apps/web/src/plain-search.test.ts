import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from './plain-search.ts';

describe('search values in addresses', () => {
  it.each([
    ['?search=123', { search: '123' }],
    ['?search=true&cursor=%7B%22a%22%3A1%7D', { search: 'true', cursor: '{"a":1}' }],
    ['?state=new&state=accepted', { state: ['new', 'accepted'] }],
    ['?search=a%26b+c', { search: 'a&b c' }],
  ])('%s stays text, both ways', (text, search) => {
    expect(parseSearch(text)).toEqual(search);
    expect(parseSearch(stringifySearch(search))).toEqual(search);
  });

  it('leaves out what is empty', () => {
    expect(stringifySearch({ search: '', sort: undefined, cursor: null })).toBe('');
  });
});

import { connectionFailures } from '@leads/contract/connection-results';
import { expect, it } from 'vitest';
import { mayRetry, toFailureWords } from './result-words.ts';

it('says what happened and what to do for every code, and for one it does not know', () => {
  for (const [code, words] of Object.entries(connectionFailures)) {
    expect(toFailureWords(code)).toBe(words);
  }
  expect(toFailureWords('of_a_later_version')).toContain('Connect again');
  expect(toFailureWords('constructor')).toContain('Connect again');
  expect(toFailureWords(undefined)).toContain('Connect again');
});

it('offers to try again only where that can help', () => {
  expect(mayRetry('access_denied')).toBe(true);
  expect(mayRetry('client_refused')).toBe(false);
  expect(mayRetry('of_a_later_version')).toBe(true);
});

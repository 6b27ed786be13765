import { expect, it } from 'vitest';
import { toSsoErrorWords } from './sso-error-words.ts';

it.each([
  ['disabled', /switched off/],
  ['no_role', /company groups/],
  ['account_not_linked', /verified/],
  ['state_mismatch', /Begin again/],
  ['access_denied', /did not allow/],
  ['something_new', /Try again/],
])('says in words what %s means and what to do', (code, words) => {
  expect(toSsoErrorWords(code)).toMatch(words);
});

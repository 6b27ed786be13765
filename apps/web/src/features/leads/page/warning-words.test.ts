import { expect, it } from 'vitest';
import { toOfficeWarnings } from './warning-words.ts';

it('tells the office what a warning means for the job, not what the partner should send', () => {
  expect(
    toOfficeWarnings([
      { code: 'invalid_telephone', message: 'Send it in international form' },
      { code: 'unknown_extra_detail', message: 'zzz is not configured' },
    ]),
  ).toEqual(['The telephone number is not one. Use the e-mail address.']);
});

it('tells a warning of a later version as it came, and none twice', () => {
  const later = { code: 'of_a_later_version', message: 'Something' };
  expect(toOfficeWarnings([later, later])).toEqual(['Something']);
});

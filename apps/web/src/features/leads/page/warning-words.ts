import type { Lead } from '@leads/contract/lead';

type Warning = Lead['warnings'][number];

/** The messages kept with a lead tell the partner what to send better; the office reads what it means for the job. */
const officeWords: Partial<Record<string, string>> = {
  address_incomplete: 'The address is not complete. Ask the customer.',
  unknown_country: 'The country of the address is not known.',
  start_in_past: 'The wanted time is past. Call the customer to schedule.',
  unknown_profile: 'The partner named a profile that your account does not have.',
  unknown_service:
    'The partner’s service is not known here. Choose the job type when you schedule.',
  unmapped_service:
    'The partner’s service has no standard job type. Choose the job type when you schedule.',
  service_not_covered: 'You have no job type for this service yet. Choose one when you schedule.',
  description_cut: 'The description was very long; its end is missing.',
  invalid_telephone: 'The telephone number is not one. Use the e-mail address.',
  doubtful_telephone: 'The telephone number may not be right.',
  invalid_email: 'The e-mail address is not one.',
};

/** What the partner sent besides is on the page already, or is of no use to the office. */
const notForOffice = new Set(['unknown_extra_detail', 'unknown_property']);

/** What the office should know before it acts, each once. */
export function toOfficeWarnings(warnings: readonly Warning[]): string[] {
  const words = warnings
    .filter(({ code }) => !notForOffice.has(code))
    .map(({ code, message }) => (Object.hasOwn(officeWords, code) ? officeWords[code] : message));
  return [...new Set(words.map((one) => one ?? ''))];
}

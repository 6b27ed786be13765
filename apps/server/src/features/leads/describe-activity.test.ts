import { expect, it } from 'vitest';
import { describeActivity } from './describe-activity.ts';

const timeZone = 'America/Phoenix';
const startAt = '2026-07-27T17:00:00.000Z';

it.each([
  ['booking.receive', {}, 'Received the lead'],
  ['lead.accept', { from: 'new', to: 'accepted' }, 'Accepted the lead'],
  ['lead.decline', { reason: 'DUPLICATE' }, 'Declined the lead: Duplicate of another lead'],
  ['lead.schedule', { startAt }, 'Scheduled an appointment: Jul 27, 2026, 10:00 AM'],
  [
    'lead.reschedule',
    { fromStartAt: startAt, startAt: '2026-07-28T22:30:00.000Z' },
    'Moved the appointment: from Jul 27, 2026, 10:00 AM to Jul 28, 2026, 3:30 PM',
  ],
  ['lead.cancel_appointment', { startAt }, 'Canceled the appointment: Jul 27, 2026, 10:00 AM'],
  [
    'lead.set_job_type',
    { jobType: 'AC Repair', businessUnit: null },
    'Set the job type: AC Repair, not known',
  ],
  ['lead.erase', {}, 'Erased the personal data'],
  ['lead.save_estimate', { lines: 1 }, 'Saved the estimate: 1 line'],
  ['lead.save_estimate', { lines: 3 }, 'Saved the estimate: 3 lines'],
  [
    'lead.invoice',
    { invoiceNumber: '10042-1', total: '412.50', currency: 'USD' },
    'Converted the estimate to an invoice: 10042-1, 412.50 USD',
  ],
  ['lead.cancel_by_customer', {}, 'Noted that the customer canceled'],
  ['lead.add_note', { kind: 'note' }, 'Added a note'],
  ['lead.add_note', { kind: 'called_no_answer' }, 'Called the customer, no answer'],
  ['lead.decline', { reason: 'FORGOTTEN' }, 'Declined the lead'],
  ['lead.from_the_future', null, 'lead.from_the_future'],
])('words %s %j in the zone of the tenant', (act, detail, text) => {
  // ICU puts a narrow space before AM and PM.
  expect(describeActivity({ act, detail, timeZone }).replaceAll('\u202f', ' ')).toBe(text);
});

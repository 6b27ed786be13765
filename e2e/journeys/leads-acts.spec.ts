import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { openDesk } from '../book-lead.ts';
import { expectAccessible, openAs } from '../portal.ts';

const act = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Actions' }).getByRole('button', { name, exact: true });
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });

/** Presses the verb of the dialog that is open, and waits until it is done. */
async function confirm(page: Page, verb: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('a lead goes its whole way: accepted and scheduled in one form, moved, taken off, billed', async ({
  browser,
  playwright,
}) => {
  const { book } = await openDesk(playwright);
  const { url } = await book('Agatha Acts');
  const page = await openAs(browser, 'office@desert-breeze.demo');
  await page.goto(url);
  await expect(page.getByText('No time given. Call the customer to schedule.')).toBeVisible();
  await page.getByLabel('Note').fill('Gate code 4711');
  await page.getByRole('button', { name: 'Called, no answer' }).click();
  await expect(timeline(page).getByText('Called the customer, no answer')).toBeVisible();
  await expect(timeline(page).getByText('Gate code 4711')).toBeVisible();

  await act(page, 'Accept and schedule').click();
  await page.getByLabel('Date', { exact: false }).fill('2030-07-01');
  await page.getByLabel(/^Time \(/).fill('10:30');
  await page.getByLabel('Job number').fill('J-77');
  await expectAccessible(page);
  await confirm(page, 'Accept and schedule');
  await expect(timeline(page).getByText('Accepted the lead')).toBeVisible();
  await expect(
    timeline(page).getByText(/Scheduled an appointment: Jul 1, 2030, 10:30/),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Who is on it' })).toContainText('You are on it');

  await act(page, 'Reschedule').click();
  await page.getByLabel(/^Time \(/).fill('14:00');
  await confirm(page, 'Reschedule');
  await expect(timeline(page).getByText(/Moved the appointment/)).toBeVisible();
  await act(page, 'Cancel appointment').click();
  await confirm(page, 'Cancel appointment');
  await expect(act(page, 'Schedule')).toBeVisible();

  await page.getByRole('button', { name: 'Add line' }).click();
  await page.getByLabel('SKU').fill('DIAG');
  await page.getByLabel('Quantity').fill('3');
  await page.getByLabel('Unit price').fill('0.335');
  await page.getByRole('button', { name: 'Save estimate' }).click();
  await expect(page.getByRole('button', { name: 'Save estimate' })).toBeHidden();
  await act(page, 'Convert to invoice').click();
  await page.getByLabel('Invoice number').fill(`A-${Date.now()}`);
  await confirm(page, 'Convert to invoice');
  await expect(page.getByRole('region', { name: /^Invoice A-/ })).toContainText('1.01');
  await expectAccessible(page);
});

test('a lead is declined and reopened, its job type set by hand, and ended by the customer', async ({
  browser,
  playwright,
}) => {
  const { book } = await openDesk(playwright);
  const { url } = await book('Dora Declines', { slot: { serviceId: 'not-known-here' } });
  const page = await openAs(browser, 'office@desert-breeze.demo');
  await page.goto(url);
  await expect(page.getByText('Unknown: the partner’s service is not mapped')).toBeVisible();
  await expectAccessible(page);

  await act(page, 'Decline').click();
  await page.getByRole('radio', { name: 'Other', exact: true }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Decline lead' }).click();
  await expect(page.getByText('Say why, in a few words')).toBeVisible();
  await page.getByLabel(/^Comment/).fill('We are closed that week');
  await confirm(page, 'Decline lead');
  await expect(timeline(page).getByText('Declined the lead: Other')).toBeVisible();
  await act(page, 'Reopen').click();
  await expect(act(page, 'Accept')).toBeVisible();

  await page.getByRole('button', { name: 'Set job type' }).click();
  await page.getByRole('combobox', { name: 'Job type' }).click();
  await page.getByRole('option', { name: 'AC Repair' }).click();
  await page.getByRole('combobox', { name: 'Business unit' }).click();
  await page.getByRole('option', { name: 'HVAC - Service' }).click();
  await expectAccessible(page);
  await confirm(page, 'Save');
  await expect(
    timeline(page).getByText('Set the job type: AC Repair, HVAC - Service'),
  ).toBeVisible();

  await act(page, 'Customer canceled').click();
  await confirm(page, 'Customer canceled');
  await expect(page.getByText('The customer canceled. Nothing is left to do here.')).toBeVisible();
});

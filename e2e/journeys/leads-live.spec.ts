import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { openDesk } from '../book-lead.ts';
import { expectAccessible, openAs } from '../portal.ts';

test('two people share an inbox: leads arrive by themselves, and each sees who is on which', async ({
  browser,
  playwright,
}) => {
  const { inboxUrl, book } = await openDesk(playwright);
  const office = await openAs(browser, 'office@desert-breeze.demo');
  const owner = await openAs(browser, 'owner@desert-breeze.demo');
  await office.goto(`${inboxUrl}?search=zoe`);
  await expect(office.getByText('Live', { exact: true })).toBeVisible();
  await expectAccessible(office);
  // Found without the accent, and as it comes in.
  const { url } = await book('Zoë Arrives');
  const row = office.getByRole('row', { name: /Zoë Arrives/ }).first();
  await expect(row).toBeVisible();

  await office.getByRole('heading', { level: 1 }).focus();
  await office.keyboard.press('j');
  await expect(row.getByRole('link')).toBeFocused();
  await office.keyboard.press('Enter');
  await expect(office).toHaveURL(url);
  await owner.goto(url);
  const onIt = office.getByRole('region', { name: 'Who is on it' });
  await expect(onIt).toContainText('Olivia Owner has it open too');
  await owner.getByRole('button', { name: 'Take', exact: true }).click();
  await expect(onIt).toContainText('Olivia Owner is on it');
  await expectAccessible(office);
  await owner.goto(`${inboxUrl}?search=zoe`);
  await expect(onIt).not.toContainText('open too');

  await owner.getByRole('heading', { name: 'Leads', level: 1 }).focus();
  await owner.keyboard.press('/');
  await expect(owner.getByRole('searchbox')).toBeFocused();
  const download = owner.waitForEvent('download');
  await owner.getByRole('link', { name: 'Export CSV' }).click();
  expect((await download).suggestedFilename()).toBe('leads.csv');
});

test('who loses a race reads who was first, keeps what was typed, and can go on or not', async ({
  browser,
  playwright,
}) => {
  const { book } = await openDesk(playwright);
  const { url } = await book('Rachel Races');
  const office = await openAs(browser, 'office@desert-breeze.demo');
  const owner = await openAs(browser, 'owner@desert-breeze.demo');
  await Promise.all([office.goto(url), owner.goto(url)]);
  await office.getByRole('button', { name: 'Decline', exact: true }).click();
  const dialog = office.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Other', exact: true }).check();
  await dialog.getByLabel(/^Comment/).fill('They moved away');
  await owner.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(owner.getByRole('button', { name: 'Schedule', exact: true })).toBeVisible();

  const decline = dialog.getByRole('button', { name: 'Decline lead' });
  await decline.click();
  await expect(dialog.getByRole('alert')).toContainText(
    'Olivia Owner was first: Accepted the lead',
  );
  await expect(dialog.getByRole('alert')).toContainText('What you typed is kept');
  await expectAccessible(office);

  await owner.getByRole('button', { name: 'Customer canceled', exact: true }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Customer canceled' }).click();
  await expect(owner.getByRole('dialog')).toBeHidden();
  await decline.click();
  await expect(dialog.getByRole('alert')).toContainText('cannot be done any more');
  await expect(dialog.getByLabel(/^Comment/)).toHaveValue('They moved away');
  await expect(decline).toBeHidden();
});

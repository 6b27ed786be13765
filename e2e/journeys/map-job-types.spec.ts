import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { makeIntegration } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl } from '../portal.ts';

const heading = 'Partner Job Type ID,Partner Job Type Name,Category,Trade,Standard Job Type';

test('a manager brings in a list, mends it, reviews it, maps it and exports it', async ({
  browser,
}) => {
  const page = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Mapping Works', upTo: 'general' });
  await page.goto(`${portalUrl()}/integrations/${id}?section=job-types`);
  await expectAccessible(page);

  await choose(page, [
    'ac-cool,AC not cooling,Cooling,HVAC,Repair AC',
    'ac-new,New air conditioner,Cooling,HVAC,Instal AC',
    'drain,Clogged drain,Drains,Plumbing,Unclog Drain',
    'leak,,Water,,',
    'smoke,Smoke detector beeps,Safety,,',
  ]);
  await expect(page.getByRole('tab', { name: 'Errors 2' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(page.getByRole('row', { name: /3 .*Instal AC.*no such standard/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Apply' })).toBeHidden();
  await expectAccessible(page);
  const badRows = await download(page, 'Download rows with errors');
  expect(badRows.trim().split('\r\n')).toHaveLength(3);
  expect(badRows).toContain('leak,,Water,,,5,Partner Job Type Name: The name is missing');

  await page.getByRole('button', { name: 'Choose another file' }).click();
  await choose(page, [
    'ac-cool,AC not cooling,Cooling,HVAC,Repair AC',
    'ac-new,New air conditioner,Cooling,HVAC,Install AC',
    'drain,Clogged drain,Drains,Plumbing,Unclog Drain',
    'leak,Water leak,Water,,',
    'smoke,Smoke detector beeps,Safety,,',
  ]);
  await expect(page.getByText(/Apply adds 5\./)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('5 partner job types')).toBeVisible();
  await expect(page.getByRole('group').getByText('2 not mapped')).toBeVisible();

  await mapByHand(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('link', { name: /^Edit.*Map Job Types/ })).toBeVisible();
  await page.getByRole('link', { name: /^Edit.*Map Job Types/ }).click();
  await importAgain(page);
  await removeMany(page);
});

async function choose(page: Page, lines: readonly string[]): Promise<void> {
  await page.getByLabel('File of partner job types').setInputFiles({
    name: 'services.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([heading, ...lines].join('\n')),
  });
  await expect(page.getByRole('heading', { name: 'Review of services.csv' })).toBeFocused();
}

async function download(page: Page, link: string): Promise<string> {
  const started = page.waitForEvent('download');
  await page.getByRole('link', { name: link }).click();
  return readFile(await (await started).path(), 'utf8');
}

/** Assigns from the unmapped ones, moves one that is used elsewhere, takes that back, and moves it again. */
async function mapByHand(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show only these' }).click();
  const smoke = page.getByRole('combobox', { name: 'Standard job type of Smoke detector beeps' });
  await smoke.fill('Unclog');
  await page.getByRole('option', { name: 'Unclog Drain' }).click();
  await expectAccessible(page);
  await expect(page.getByText('1 mapping change, not saved yet')).toBeVisible();
  await expect(page.getByText(/Save or discard the mapping changes/)).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();

  await page.getByRole('button', { name: /^HVAC/ }).click();
  const repair = page.getByRole('combobox', { name: 'Repair AC', exact: true });
  await repair.fill('new air');
  await expect(page.getByRole('option', { name: /Used in Install AC/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByText('moved from Install AC')).toBeVisible();
  await page.getByRole('button', { name: 'Show changes' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo New air conditioner' }).click();
  await expect(page.getByText('moved from Install AC')).toBeHidden();
  await expect(page.getByText('1 mapping change, not saved yet')).toBeVisible();
}

async function importAgain(page: Page): Promise<void> {
  const exported = await download(page, 'Export current list');
  expect(exported).toContain('smoke,Smoke detector beeps,Safety,Plumbing,Unclog Drain');
  await choose(page, exported.trim().split('\r\n').slice(1));
  await expect(page.getByText('5 rows unchanged')).toBeVisible();
  await expect(page.getByText(/there is nothing to apply/)).toBeVisible();
  await page.getByRole('button', { name: 'Close review' }).click();
}

async function removeMany(page: Page): Promise<void> {
  await choose(page, ['ac-cool,AC not cooling,Cooling,,', 'leak,Water leak,Water,,']);
  await expect(page.getByText(/Apply removes 3 and their mappings/)).toBeVisible();
  await page.getByRole('button', { name: 'Apply' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 of 4 mapped job types');
  await dialog.getByRole('button', { name: 'Apply and remove' }).click();
  await expect(dialog.getByText('Type “3” exactly to go on')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Type “3” to confirm').fill('3');
  await dialog.getByRole('button', { name: 'Apply and remove' }).click();
  await expect(page.getByText('2 partner job types')).toBeVisible();
}

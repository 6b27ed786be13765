import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl } from '../portal.ts';

const trade = 'Skylight Care';

async function pick(page: Page, of: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${of}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a manager adds, renames, retires and removes standard job types', async ({ browser }) => {
  const page = await openAs(browser, 'manager@demo.local');
  await page.getByRole('link', { name: 'Standard job types' }).click();
  await page.getByRole('button', { name: 'HVAC', exact: true }).click();
  await expect(page.getByRole('row', { name: /Repair AC/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add trade' }).click();
  await page.getByLabel('Trade', { exact: true }).fill('hvac');
  await page.getByRole('dialog').getByRole('button', { name: 'Add trade' }).click();
  await expect(page.getByText('Another trade has this name.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Trade', { exact: true }).fill(trade);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  for (const name of ['Seal Skylight', 'Polish Skylight']) {
    await page.getByRole('button', { name: `Add job type to ${trade}` }).click();
    await page.getByLabel('Standard job type').fill(name);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
  }
  await page.getByLabel('Search by name or former name').fill('skylight care');
  await expect(page.getByText('2 job types in 1 trade')).toBeVisible();

  await pick(page, 'Seal Skylight', 'Rename');
  await page.getByLabel('Standard job type').fill('Reseal Skylight');
  await page.keyboard.press('Enter');
  await expect(page.getByText('before: Seal Skylight')).toBeVisible();

  await pick(page, 'Polish Skylight', 'Remove');
  await expect(page.getByText('It is gone for good', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Remove job type' }).click();
  await expect(page.getByRole('row', { name: /Polish Skylight/ })).toBeHidden();

  const { id, name } = await makeIntegration(page, { name: 'Catalogue Roofers', upTo: 'general' });
  await importOld(page, id);
  await page.reload();
  await page.getByRole('link', { name: /1 integrations use Reseal Skylight/ }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name })).toBeVisible();
  await expect(page.getByRole('dialog').getByText('Leaking roof window')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await pick(page, 'Reseal Skylight', 'Retire');
  await expect(page.getByText(/1 partner job type of 1 integration stay mapped/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Retire', exact: true }).click();
  await expect(page.getByRole('table').getByText('Retired', { exact: true })).toBeVisible();
  await page.goto(`${portalUrl()}/standard-job-types?show=retired&search=reseal`);
  await expect(page.getByRole('row', { name: /Reseal Skylight/ })).toBeVisible();
  await pick(page, 'Reseal Skylight', 'Offer again');
  await page.getByRole('button', { name: 'Offer again' }).click();
  await expect(page.getByText('Nothing matches')).toBeVisible();
});

/** Imports a list that still has the old name. */
async function importOld(page: Page, id: string): Promise<void> {
  const at = `/api/admin/integrations/${id}/job-types`;
  const text = `Partner Job Type ID,Partner Job Type Name,Category,Trade,Standard Job Type\nleak,Leaking roof window,Roof,${trade},seal skylight\n`;
  const file = { name: 'old.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  const preview = await page.request.post(`${portalUrl()}${at}/preview`, {
    headers: { origin: portalUrl() },
    multipart: { file },
  });
  const { previewId } = (await preview.json()) as { previewId: string };
  await send(page, 'POST', `${at}/apply`, { previewId });
}

test('a viewer reads the catalogue and changes nothing', async ({ browser }) => {
  const page = await openAs(browser, 'viewer@demo.local');
  await page.goto(`${portalUrl()}/standard-job-types?search=repair ac`);
  await expect(page.getByRole('row', { name: /Repair AC/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Add|More for)/ })).toHaveCount(0);
  await expectAccessible(page);
});

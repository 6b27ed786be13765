import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { makeIntegration } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl, signIn } from '../portal.ts';

test('a manager finds among many, by an address that can be sent to somebody', async ({
  page,
  browser,
}) => {
  await signIn(page, 'manager@demo.local');
  for (let number = 1; number <= 27; number += 1)
    await makeIntegration(page, {
      name: `Lister ${String(number).padStart(2, '0')}`,
      upTo: 'general',
    });
  await page.goto(`${portalUrl()}/integrations`);
  await page.getByRole('searchbox', { name: 'Search by name' }).fill('lister');
  await expect(page.getByText('27 in all')).toBeVisible();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Draft' }).click();
  await page.getByRole('button', { name: 'Partner' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('Lister 27');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByRole('link', { name: 'Lister 02', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Lister 03', exact: true })).toBeHidden();

  // Whoever opens the address sees the same page.
  const other = await openAs(browser, 'viewer@demo.local');
  await other.goto(page.url());
  await expect(other.getByRole('link', { name: 'Lister 02', exact: true })).toBeVisible();
  await expect(other.getByRole('searchbox', { name: 'Search by name' })).toHaveValue('lister');

  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Active', exact: true }).click();
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await page.getByRole('combobox', { name: 'Sort' }).click();
  await page.getByRole('option', { name: 'Newest change' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('Lister 27');
});

test('a manager deletes an integration, takes that back, and restores one later under another name', async ({
  page,
}) => {
  await signIn(page, 'manager@demo.local');
  await makeIntegration(page, { name: 'Undo Partner', upTo: 'active' });
  await page.goto(`${portalUrl()}/integrations?search=Undo+Partner`);
  const remove = async (): Promise<void> => {
    await page.getByRole('button', { name: 'More for Undo Partner' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete Undo Partner?' });
    await expect(dialog.getByText('No tenant is connected.')).toBeVisible();
    await expect(dialog.getByText('No lead is open.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Delete integration' }).click();
    await expect(page.getByText('Undo Partner is deleted.')).toBeVisible();
  };
  await remove();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByText('Undo Partner is restored.')).toBeVisible();
  const toggle = page.getByRole('switch', { name: 'Status of Undo Partner' });
  await expect(toggle).not.toBeChecked();
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();

  await remove();
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await makeIntegration(page, { name: 'Undo Partner', upTo: 'general' });
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Deleted' }).click();
  await expect(page.getByText('by Morgan Manager')).toBeVisible();
  await expect(page.getByText(/^until /)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Restore Undo Partner' }).click();
  const dialog = page.getByRole('dialog', { name: 'Restore Undo Partner?' });
  await dialog.getByRole('button', { name: 'Restore integration' }).click();
  await expect(dialog.getByText('Another integration has this name by now.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Partner Name' }).fill('Undo Partner again');
  await dialog.getByRole('button', { name: 'Restore integration' }).click();
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Undo Partner again' })).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Status' })).not.toBeChecked();
});

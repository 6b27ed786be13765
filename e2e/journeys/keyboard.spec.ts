import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, portalUrl, signIn } from '../portal.ts';

/** Moves on by Tab alone until the wanted control has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element.ownerDocument.activeElement === element)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}

test('an integration is created, set up, refused its activation, and deleted by keyboard alone', async ({
  page,
}) => {
  await signIn(page, 'manager@demo.local');
  await page.goto(`${portalUrl()}/integrations`);
  const create = page.getByRole('link', { name: 'Create Integration' });
  await expect(create).toBeVisible();
  await tabTo(page, create);
  await page.keyboard.press('Enter');

  const name = page.getByLabel('Partner Name');
  await expect(name).toBeVisible();
  await tabTo(page, name);
  await page.keyboard.type('Keyboard Leads');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Set up without a mouse.');
  await tabTo(page, page.getByRole('radio', { name: /Open ID Connect/ }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /ST Pairing/ })).toBeChecked();
  await tabTo(page, page.getByRole('button', { name: 'Save', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Set up Map Job Types' })).toBeFocused();

  await tabTo(page, page.getByRole('link', { name: 'Set up Extra Details' }));
  await page.keyboard.press('Enter');
  const add = page.getByRole('button', { name: 'Add parameter' });
  await expect(add).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Parameter')).toBeFocused();
  await page.keyboard.type('utm_source');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Campaign');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Set up Webhooks' })).toBeFocused();
  await expectAccessible(page);

  const status = page.getByRole('switch', { name: 'Status' });
  await tabTo(page, status);
  await page.keyboard.press('Space');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Webhooks');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(status).not.toBeChecked();

  await tabTo(page, page.getByRole('button', { name: 'More', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Keyboard Leads');
  await expectAccessible(page);
  await tabTo(page, dialog.getByRole('button', { name: 'Delete integration' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/integrations(\?|$)/);
  await expect(page.getByRole('link', { name: 'Keyboard Leads', exact: true })).toHaveCount(0);
});

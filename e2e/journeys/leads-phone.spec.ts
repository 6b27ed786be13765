import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { openDesk } from '../book-lead.ts';
import { expectAccessible, openAs } from '../portal.ts';

test('a lead is worked on a phone: found, called, accepted and scheduled by the thumb', async ({
  browser,
  playwright,
}) => {
  const { inboxUrl, book } = await openDesk(playwright);
  const soonSec = Math.floor(Date.now() / 1000) + 3 * 86_400;
  await book('Phoebe Phones', { slot: { startSec: soonSec, durationSec: 7200 } });
  const page = await openAs(browser, 'office@desert-breeze.demo');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(inboxUrl);
  await page.getByRole('searchbox').fill('phoebe 602-555');
  const filters = page.getByRole('button', { name: /^Filters/ });
  await filters.click();
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'New' }).click();
  await expect(filters).toHaveText('Filters (1)');
  await filters.click();
  const card = page.getByRole('link', { name: 'Phoebe Phones' }).first();
  await expect(card).toBeVisible();
  await expectAccessible(page);
  await card.click();

  await expect(page.getByRole('link', { name: '(602) 555-0137' })).toHaveAttribute('href', /^tel:/);
  await expectAccessible(page);
  const bar = page.getByRole('region', { name: 'Actions' });
  await bar.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Accept and schedule' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Accept and schedule' }).click();
  await expect(dialog).toBeHidden();
  await expect(bar.getByRole('button', { name: 'Convert to invoice' })).toBeVisible();
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(390);
});

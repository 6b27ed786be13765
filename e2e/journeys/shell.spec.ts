import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { makeIntegration } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl, takePicture } from '../portal.ts';

test('the command palette leads anywhere by keyboard', async ({ browser }) => {
  const page = await openAs(browser, 'manager@demo.local');
  const { id, name } = await makeIntegration(page, { name: 'Palette Plumbing', upTo: 'general' });
  await page.goto(`${portalUrl()}/deliveries`);
  await expect(page.getByRole('heading', { name: 'Deliveries' })).toBeVisible();

  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search and commands' });
  await expect(field).toBeFocused();
  await field.fill('palette plumb');
  await expect(page.getByRole('option', { name })).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expectAccessible(page);
  await takePicture(page, 'command-palette');
  // The page is on its way for a while; who opens the palette meanwhile keeps the focus there.
  await page.route('**/assets/*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await route.continue();
  });
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${portalUrl()}/integrations/${id}`);

  await page.getByRole('button', { name: 'Search and commands' }).click();
  await expect(page.getByRole('heading', { name, level: 1, includeHidden: true })).toBeAttached();
  await expect(field).toBeFocused();
  await page.unroute('**/assets/*.js');
  await field.fill('extra');
  await expect(page.getByRole('option', { name: /Extra Details/ })).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${portalUrl()}/integrations/${id}?section=extra-details`);

  await page.keyboard.press('Control+k');
  await field.fill('nothing of that name');
  await expect(page.getByText('Nothing is called “nothing of that name”.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();

  await page.keyboard.press('Control+k');
  await field.fill('dark');
  await expect(page.getByRole('option', { name: 'Colour scheme: Dark' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('an address without a page, and a platform that cannot be reached, name the way out', async ({
  browser,
}) => {
  const page = await openAs(browser, 'manager@demo.local');
  await page.goto(`${portalUrl()}/no-such-page`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/integrations/);

  await page.goto(`${portalUrl()}/integrations/01981f5e-7a00-7000-8000-00000000dead`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${portalUrl()}/integrations`);
  await expect(page.getByRole('table', { name: 'Integrations' })).toBeVisible();
  await page.route('**/api/admin/deliveries*', (route) => route.abort());
  await page.getByRole('link', { name: 'Deliveries' }).click();
  const retry = page.getByRole('button', { name: 'Try again' });
  await expect(retry).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/api/admin/deliveries*');
  await retry.click();
  await expect(retry).toBeHidden();
  await expect(page.getByRole('region', { name: 'Deliveries' })).toBeVisible();
});

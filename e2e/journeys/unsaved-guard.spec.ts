import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Locator, Page } from '@playwright/test';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, portalUrl, signIn } from '../portal.ts';

const guard = (page: Page): Locator => page.getByRole('dialog', { name: 'Leave without saving?' });

/** Whether the browser would ask before it reloads or closes the page. */
async function browserAsks(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    `(() => { const event = new Event('beforeunload', { cancelable: true }); dispatchEvent(event); return event.defaultPrevented; })()`,
  );
}

test('leaving asks when something would be lost, by every way out', async ({ page }) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Guard Leads', upTo: 'complete' });
  await page.goto(`${portalUrl()}/integrations`);
  await page.goto(`${portalUrl()}/integrations/${id}`);
  await page.getByRole('link', { name: 'Edit General Information' }).click();
  const description = page.getByLabel('Description');
  await description.fill('Not saved yet.');
  await expect(page.getByText('Unsaved changes')).toBeVisible();
  expect(await browserAsks(page)).toBe(true);

  const ways: [string, () => Promise<unknown>][] = [
    ['another page', () => page.getByRole('link', { name: 'Deliveries' }).first().click()],
    ['another section', () => page.getByRole('link', { name: 'Edit Extra Details' }).click()],
    ['the back button', () => page.evaluate('history.back()')],
  ];
  for (const [way, leave] of ways) {
    await leave();
    await expect(guard(page), way).toBeVisible();
    if (way === 'another page') await expectAccessible(page);
    await guard(page).getByRole('button', { name: 'Keep editing' }).click();
    await expect(guard(page)).toBeHidden();
    await expect(description, way).toHaveValue('Not saved yet.');
  }
  await page.getByRole('link', { name: 'Edit Extra Details' }).click();
  await guard(page).getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByRole('button', { name: 'Add parameter' })).toBeVisible();
  await expect(page.getByText('Unsaved changes')).toBeHidden();

  await page.getByRole('link', { name: 'Edit General Information' }).click();
  await page
    .getByLabel('Logo', { exact: true })
    .or(page.locator('input[type=file]').last())
    .last()
    .setInputFiles({
      name: 'logo.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'),
    });
  await expect(page.getByText('Unsaved changes')).toBeVisible();
  expect(await browserAsks(page)).toBe(true);
});

test('leaving does not ask when nothing would be lost', async ({ page }) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'No Guard Leads', upTo: 'complete' });
  await page.goto(`${portalUrl()}/integrations/${id}?section=general`);
  const description = page.getByLabel('Description');
  const saved = await description.inputValue();

  // Typed and taken back.
  await description.fill('Something else');
  await description.fill(saved);
  await expect(page.getByText('Unsaved changes')).toBeHidden();
  expect(await browserAsks(page)).toBe(false);
  await page.getByRole('link', { name: 'Edit Extra Details' }).click();
  await expect(page.getByRole('button', { name: 'Add parameter' })).toBeVisible();

  // A row added and removed again.
  await page.getByRole('button', { name: 'Add parameter' }).click();
  await page.getByLabel('Parameter').fill('utm_source');
  await expect(page.getByText('Unsaved changes')).toBeVisible();
  await page.getByRole('button', { name: 'Remove row 1' }).click();
  await expect(page.getByText('Unsaved changes')).toBeHidden();

  // The integration is fetched anew under the open form.
  await send(page, 'POST', `/api/admin/integrations/${id}/credentials`, {});
  await expect(page.getByText('2 live · 0 sandbox')).toBeVisible();
  expect(await browserAsks(page)).toBe(false);

  // Cancelled, and saved.
  await page.getByRole('button', { name: 'Add parameter' }).click();
  await page.getByLabel('Parameter').fill('utm_source');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('link', { name: 'Edit Extra Details' })).toBeFocused();
  await page.getByRole('link', { name: 'Edit General Information' }).click();
  await description.fill('Saved now.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Edit General Information' })).toBeVisible();
  expect(await browserAsks(page)).toBe(false);
  await page.getByRole('link', { name: 'Deliveries' }).first().click();
  await expect(page).toHaveURL(/deliveries/);
  await expect(guard(page)).toBeHidden();
});

import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl, signIn } from '../portal.ts';

test('what is missing stands in the way of activation, each part a link', async ({ page }) => {
  await signIn(page, 'manager@demo.local');
  await makeIntegration(page, { name: 'Half Ready', upTo: 'general' });
  await page.goto(`${portalUrl()}/integrations?search=Half+Ready`);
  const toggle = page.getByRole('switch', { name: 'Status of Half Ready' });
  await toggle.press('Space');
  const dialog = page.getByRole('dialog', { name: 'Half Ready cannot be activated yet' });
  await expect(dialog.getByRole('link')).toHaveText([
    'Map Job Types',
    'Extra Details',
    'Webhooks',
    'URLs',
    'Tenant Access',
    'Partner credentials',
  ]);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(toggle).not.toBeChecked();
  await expect(toggle).toBeFocused();
  await toggle.press('Space');
  await dialog.getByRole('link', { name: 'Webhooks' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Half Ready' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'WebHook URL' })).toBeVisible();
});

test('an active one goes off and on by its toggle, and for everybody at once', async ({
  page,
  browser,
}) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Switcher', upTo: 'active' });
  const other = await openAs(browser, 'manager@demo.local');
  await other.goto(`${portalUrl()}/integrations?search=Switcher`);
  const theirs = other.getByRole('switch', { name: 'Status of Switcher' });
  await expect(theirs).toBeChecked();
  await page.goto(`${portalUrl()}/integrations/${id}`);
  const toggle = page.getByRole('switch', { name: 'Status' });
  await toggle.press('Space');
  const dialog = page.getByRole('dialog', { name: 'Deactivate Switcher?' });
  await expect(dialog.getByText('integration_inactive')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Deactivate integration' }).click();
  await expect(toggle).not.toBeChecked();
  await expect(theirs).not.toBeChecked();
  await theirs.press('Space');
  await expect(theirs).toBeChecked();
  await expect(toggle).toBeChecked();
});

test('a toggle turns at once, and back when the server refuses', async ({ page }) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Turned Back', upTo: 'complete' });
  await page.goto(`${portalUrl()}/integrations?search=Turned+Back`);
  const toggle = page.getByRole('switch', { name: 'Status of Turned Back' });
  await expect(toggle).not.toBeChecked();
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/activate', async (route) => {
    await held;
    await route.continue();
  });
  await toggle.press('Space');
  await expect(toggle).toBeChecked();
  // Somebody deletes it before the server has answered.
  await send(page, 'DELETE', `/api/admin/integrations/${id}`);
  answer();
  await expect(
    page.getByText('There is no such integration. It may have been deleted.'),
  ).toBeVisible();
  await expect(page.getByText('Nothing matches')).toBeVisible();
});

test('a save that would leave an active integration incomplete is refused, and says what to do', async ({
  page,
}) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, {
    name: 'Stay Complete',
    authorization: 'st_pairing',
    upTo: 'active',
  });
  await page.goto(`${portalUrl()}/integrations/${id}?section=general`);
  await page.getByRole('radio', { name: /Open ID Connect/ }).check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The active integration would become incomplete')).toBeVisible();
  await expect(page.getByText(/turn its Status off first/)).toBeVisible();
  await expectAccessible(page);
});

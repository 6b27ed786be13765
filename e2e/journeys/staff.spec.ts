import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { expectAccessible, openAs, portalUrl } from '../portal.ts';

const email = 'grace.hopper@example.com';
const password = 'nanoseconds of wire';

/** Opens the staff user beside the list. */
async function openUser(admin: Page): Promise<void> {
  await admin.goto(`${portalUrl()}/staff?search=${email}`);
  await admin.getByRole('link', { name: 'Grace Hopper' }).click();
  await expect(admin.getByRole('dialog', { name: 'Grace Hopper' })).toBeVisible();
}

async function invite(admin: Page): Promise<string> {
  await admin.getByRole('button', { name: 'Invite' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Grace Hopper');
  await dialog.getByLabel('E-mail').fill('admin@demo.local');
  await expectAccessible(admin);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog.getByText('Alex Admin is on the staff with this address')).toBeVisible();
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog.getByText('One-time link for Grace Hopper')).toBeVisible();
  await expectAccessible(admin);
  const link = await dialog.getByText('/set-password?token=').innerText();
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  return link.replaceAll(/\s/g, '');
}

async function acceptInvitation(grace: Page, link: string): Promise<void> {
  await grace.goto(link);
  await expect(grace.getByText(`you will sign in with ${email}`)).toBeVisible();
  await expectAccessible(grace);
  await grace.getByLabel('New password', { exact: true }).fill(password);
  await grace.getByRole('button', { name: 'Set password' }).click();
  await grace.getByLabel('E-mail').fill(email);
  await grace.getByLabel('Password', { exact: true }).fill(password);
  await grace.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(grace.getByRole('heading', { level: 1 })).toHaveText('Leads Integration Manager');
}

test('an invited colleague sets a password, gets another role, and is disabled', async ({
  browser,
}) => {
  const admin = await openAs(browser, 'admin@demo.local');
  await admin.getByRole('link', { name: 'Staff' }).click();
  const link = await invite(admin);
  await expect(admin.getByRole('row', { name: 'Grace Hopper' })).toContainText('Invited');
  await expectAccessible(admin);

  const grace = await (await browser.newContext()).newPage();
  await acceptInvitation(grace, link);
  await expect(grace.getByRole('link', { name: 'Create Integration' })).toHaveCount(0);
  await expect(grace.getByRole('link', { name: 'Staff' })).toHaveCount(0);
  await grace.goto(`${portalUrl()}/staff`);
  await expect(grace.getByText('You may not see this page')).toBeVisible();
  await expectAccessible(grace);

  await openUser(admin);
  await expect(
    admin
      .getByRole('dialog')
      .getByText(/Chrome on/)
      .first(),
  ).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Change role' }).click();
  await admin.getByLabel('Manager').check();
  await admin.getByRole('dialog').getByRole('button', { name: 'Change role' }).last().click();
  await expect(admin.getByText('Manager. Does everything about integrations.')).toBeVisible();
  await grace.goto(`${portalUrl()}/integrations`);
  await expect(grace.getByRole('link', { name: 'Create Integration' }).first()).toBeVisible();

  await admin.getByRole('button', { name: 'Disable' }).click();
  await expect(admin.getByText('1 session ends at once')).toBeVisible();
  await admin.getByRole('button', { name: 'Disable' }).last().click();
  await expect(admin.getByRole('button', { name: 'Enable' })).toBeVisible();
  await grace.goto(`${portalUrl()}/integrations`);
  await expect(grace).toHaveURL(/sign-in/);
  await grace.getByLabel('E-mail').fill(email);
  await grace.getByLabel('Password', { exact: true }).fill(password);
  await grace.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(grace.getByText('Your access is switched off')).toBeVisible();
});

test('nobody takes their own access away', async ({ browser }) => {
  const admin = await openAs(browser, 'admin@demo.local');
  await admin.goto(`${portalUrl()}/staff?search=admin@demo.local`);
  await admin.getByRole('link', { name: 'Alex Admin' }).click();
  await expect(admin.getByText('This is you.')).toBeVisible();
  await expect(admin.getByRole('button', { name: /Disable|Change role/ })).toHaveCount(0);
});

test('a script works by an API key until it is revoked', async ({ browser, request }) => {
  const admin = await openAs(browser, 'admin@demo.local');
  await admin.goto(`${portalUrl()}/staff/api-keys`);
  await admin.getByRole('button', { name: 'Create API key' }).first().click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Nightly export');
  await expectAccessible(admin);
  await dialog.getByRole('button', { name: 'Create API key' }).click();
  const key = (await dialog.getByText(/^lim_/).innerText()).replaceAll(/\s/g, '');
  await expectAccessible(admin);
  await dialog.getByRole('button', { name: 'I have copied it' }).click();

  const ask = (path: string) =>
    request.get(`${portalUrl()}${path}`, { headers: { authorization: `Bearer ${key}` } });
  expect((await ask('/api/admin/integrations')).status()).toBe(200);
  expect((await ask('/api/admin/staff')).status()).toBe(403);
  await admin.reload();
  const row = admin.getByRole('row', { name: 'Nightly export' });
  await expect(row).toContainText('just now');
  await expectAccessible(admin);
  await row.getByRole('button', { name: 'Revoke Nightly export' }).click();
  await admin.getByRole('button', { name: 'Revoke API key' }).click();
  await expect(row).toContainText('Revoked');
  expect((await ask('/api/admin/integrations')).status()).toBe(401);
});

import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { connectByHttp } from '../partner-sign-in.ts';
import { expectAccessible, portalUrl, signIn } from '../portal.ts';

const picture = (name: string, body: string) => ({
  name,
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(body),
});
const square =
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="#26a"/></svg>';

test('a new integration survives a reload, keeps its Callback URL, and takes a logo', async ({
  page,
}) => {
  await signIn(page, 'manager@demo.local');
  await page.goto(`${portalUrl()}/integrations`);
  await page.getByRole('link', { name: 'Create Integration' }).click();
  await page.getByLabel('Partner Name').fill('General Leads');
  const id = /integrations\/([^/]+)\/new/.exec(page.url())?.[1] ?? '';
  const callbackUrl = page.getByText(`${portalUrl()}/oidc/callback/${id}`, { exact: true });
  await expect(callbackUrl).toBeVisible();
  await expect(page.getByText('Opens once General Information is saved.').first()).toBeVisible();
  await expectAccessible(page);

  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByLabel('Partner Name')).toHaveValue('General Leads');
  await expect(callbackUrl).toBeVisible();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('Description')).toBeFocused();
  await expect(page.getByText('Describe the partner in a sentence or two')).toBeVisible();
  await page.getByLabel('Description').fill('Finds homeowners.');

  const file = page.locator('main input[type=file]').first();
  await file.setInputFiles({ ...picture('logo.gif', square), mimeType: 'image/gif' });
  await expect(page.getByText('logo.gif is not one of .jpeg, .png, .jpg, .svg.')).toBeVisible();
  await file.setInputFiles(picture('large.svg', square.padEnd(1024 * 1024 + 1)));
  await expect(page.getByText('large.svg is larger than 1 MB.')).toBeVisible();
  await file.setInputFiles(picture('broken.svg', 'this is no picture'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The logo could not be saved')).toBeVisible();
  await file.setInputFiles(picture('logo.svg', square));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Set up Map Job Types' })).toBeFocused();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Edit General Information' }).click();
  await page.getByRole('button', { name: 'Remove logo' }).click();
  await page.getByRole('button', { name: 'Keep the stored logo' }).click();
  await expect(page.getByText('Unsaved changes')).toBeHidden();
  await page.getByRole('button', { name: 'Remove logo' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: 'Edit General Information' }).click();
  await expect(page.getByRole('button', { name: 'Upload logo' })).toBeVisible();
});

test('the Tenant Authorization Type does not change while tenants are connected', async ({
  page,
  playwright,
}) => {
  const owner = await playwright.request.newContext();
  const { integrationId } = await connectByHttp(owner, {
    email: 'owner@desert-breeze.demo',
    username: 'desert-breeze',
  });
  await signIn(page, 'manager@demo.local');
  await page.goto(`${portalUrl()}/integrations/${integrationId}`);
  await page.getByRole('link', { name: 'Edit General Information' }).click();
  await page.getByRole('radio', { name: /ST Pairing/ }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/connected by the present type/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('link', { name: 'Edit General Information' })).toBeFocused();
  await page.getByRole('link', { name: 'Edit General Information' }).click();
  await expect(page.getByRole('radio', { name: /Open ID Connect/ })).toBeChecked();
  await owner.dispose();
});

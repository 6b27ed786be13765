import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Integration } from '@leads/contract/integrations';
import type { Page } from '@playwright/test';
import { makeIntegration, send } from '../make-integration.ts';
import { readJson } from '../partner-sign-in.ts';
import { expectAccessible, openAs, portalUrl, signIn } from '../portal.ts';

const read = async (page: Page, id: string): Promise<Integration> =>
  readJson<Integration>(await page.request.get(`${portalUrl()}/api/admin/integrations/${id}`));

const versionOf = (integration: Integration, wanted: string): number =>
  integration.sections.find(({ section }) => section === wanted)?.version ?? 0;

test('two people save one section: the later sees both versions, chooses, and loses nothing', async ({
  page,
  browser,
}) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Conflict Leads', upTo: 'general' });
  await page.goto(`${portalUrl()}/integrations/${id}?section=general`);
  await page.getByLabel('Description').fill('What the manager wrote.');
  await page.getByLabel('Technical contact e-mail').fill('help@conflict.example');

  const other = await openAs(browser, 'admin@demo.local');
  await other.goto(`${portalUrl()}/integrations/${id}?section=general`);
  await other.getByLabel('Description').fill('What the admin wrote.');
  await other.getByRole('switch', { name: 'Multi account support' }).check({ force: true });
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other.getByRole('link', { name: 'Edit General Information' })).toBeVisible();
  await expect(page.getByText('When you save, you see both versions.')).toBeVisible();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Two versions of General Information' });
  const description = dialog.getByRole('radiogroup', { name: /Description.*Changed by both/ });
  await expect(description).toContainText('What the admin wrote.');
  await expect(description).toContainText('What the manager wrote.');
  await expect(description.getByRole('radio', { checked: true })).toHaveCount(0);
  const multiAccount = dialog.getByRole('radiogroup', { name: /Multi account/ });
  await expect(multiAccount.getByRole('radio', { name: /Theirs/ })).toBeChecked();
  await expect(
    dialog.getByRole('radiogroup', { name: /e-mail/ }).getByRole('radio', { name: /Yours/ }),
  ).toBeChecked();
  await expectAccessible(page);

  await dialog.getByRole('button', { name: 'Save again' }).click();
  await expect(dialog.getByText('Choose one')).toBeVisible();
  await description.getByRole('radio', { name: /Yours/ }).click();
  await dialog.getByRole('button', { name: 'Save again' }).click();
  await expect(page.getByRole('link', { name: 'Edit General Information' })).toBeVisible();
  expect((await read(page, id)).general).toMatchObject({
    description: 'What the manager wrote.',
    multiAccount: true,
    technicalContactEmail: 'help@conflict.example',
  });
});

test('what was typed can be kept for later, or dropped for the newer version', async ({ page }) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Conflict Details', upTo: 'complete' });
  await page.goto(`${portalUrl()}/integrations/${id}?section=extra-details`);
  await page.getByRole('button', { name: 'Add parameter' }).click();
  await page.getByLabel('Parameter').fill('utm_source');
  await page.getByLabel('Display Name').fill('Campaign');
  await send(page, 'PUT', `/api/admin/integrations/${id}/extra-details`, {
    version: versionOf(await read(page, id), 'extra_details'),
    extraDetails: { rows: [{ parameter: 'lead_tier', displayName: 'Tier' }] },
  });

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('both are kept when you save again');
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('Parameter')).toHaveValue('utm_source');
  await page.getByRole('button', { name: 'Compare both versions' }).click();
  await dialog.getByRole('button', { name: 'Save again' }).click();
  await expect(page.getByRole('link', { name: 'Edit Extra Details' })).toBeVisible();
  const { extraDetails } = await read(page, id);
  expect(extraDetails.map(({ parameter }) => parameter).sort()).toEqual([
    'lead_tier',
    'utm_source',
  ]);

  await page.getByRole('link', { name: 'Edit Webhooks' }).click();
  await page.getByRole('switch', { name: 'Profiles' }).uncheck({ force: true });
  const before = await read(page, id);
  await send(page, 'PUT', `/api/admin/integrations/${id}/webhooks`, {
    version: versionOf(before, 'webhooks'),
    webhooks: { ...before.webhooks, services: false },
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByRole('button', { name: 'Discard mine' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('switch', { name: 'Services' })).not.toBeChecked();
  await expect(page.getByRole('switch', { name: 'Profiles' })).toBeChecked();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('link', { name: 'Edit Webhooks' })).toBeVisible();
});

test('a conflict in URLs never shows a secret, and one in Tenant Access keeps the tenants of both', async ({
  page,
}) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, {
    name: 'Conflict Addresses',
    authorization: 'open_id_connect',
    upTo: 'complete',
  });
  const at = `/api/admin/integrations/${id}`;
  const dialog = page.getByRole('dialog');
  const save = page.getByRole('button', { name: 'Save', exact: true });
  await page.goto(`${portalUrl()}/integrations/${id}?section=urls`);
  await page.getByLabel('Client ID').fill('client-of-the-manager');
  const before = await read(page, id);
  await send(page, 'PUT', `${at}/urls`, {
    version: versionOf(before, 'urls'),
    urls: {
      pairingUrl: null,
      configurationEndpoint: before.urls.configurationEndpoint,
      clientId: 'client-of-another',
      clientSecret: 'a-newer-secret',
      clientSecretExpiresOn: null,
      scopes: 'openid email',
    },
  });
  await save.click();
  await expect(dialog).toHaveAccessibleName('Two versions of URLs');
  const clientId = dialog.getByRole('radiogroup', { name: /Client ID.*Changed by both/ });
  await expect(clientId).toContainText('client-of-another');
  await expect(dialog).not.toContainText('a-newer-secret');
  await expectAccessible(page);
  await clientId.getByRole('radio', { name: /Yours/ }).click();
  await dialog.getByRole('button', { name: 'Save again' }).click();
  await expect(page.getByRole('link', { name: 'Edit URLs' })).toBeVisible();
  expect((await read(page, id)).urls).toMatchObject({
    clientId: 'client-of-the-manager',
    scopes: 'openid email',
  });

  await page.getByRole('link', { name: 'Edit Tenant Access' }).click();
  await page.getByRole('radio', { name: /^Only specific tenants/ }).check();
  await page.getByRole('searchbox', { name: 'Search tenants by name' }).fill('desert');
  await page.getByRole('switch', { name: /Enabled: Desert Breeze/ }).click();
  const found = await send(page, 'GET', `${at}/tenants?search=sparks`);
  const { items } = (await found.json()) as { items: { id: string }[] };
  await send(page, 'PUT', `${at}/tenant-access`, {
    version: versionOf(await read(page, id), 'tenant_access'),
    tenantAccess: { mode: 'specific', enable: items.map((one) => one.id), disable: [] },
  });
  await save.click();
  await expect(dialog).toHaveAccessibleName('Two versions of Tenant Access');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save again' }).click();
  await expect(page.getByText('Only specific tenants · 2 enabled')).toBeVisible();
});

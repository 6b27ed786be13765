import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl } from '../portal.ts';

test('access is given by search and by pasted ids, and nothing is kept before Save', async ({
  browser,
}) => {
  const page = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Access Acres', upTo: 'complete' });
  const reply = await send(page, 'GET', `/api/admin/integrations/${id}/tenants?search=sparks`);
  const { items } = (await reply.json()) as { items: { id: string }[] };
  const sparks = items[0]?.id ?? '';
  await page.goto(`${portalUrl()}/integrations/${id}?section=tenant-access`);
  await page.getByRole('radio', { name: /^Only specific tenants/ }).check();

  const search = page.getByRole('searchbox', { name: 'Search tenants by name' });
  await search.fill('desert');
  await page.getByRole('switch', { name: /Enabled: Desert Breeze/ }).click();
  await search.fill('pipe');
  await page.getByRole('switch', { name: /Enabled: Pipe Masters/ }).click();
  await search.fill('');
  await expect(page.getByText('2 changes to save')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Paste ids' }).click();
  const dialog = page.getByRole('dialog', { name: 'Enable tenants by id' });
  await dialog.getByLabel('Tenant ids').fill(`${sparks.toUpperCase()}\nno-such-tenant, ${sparks}`);
  await dialog.getByRole('button', { name: 'Find tenants' }).click();
  await expect(dialog.getByText('1 tenant to enable')).toBeVisible();
  await expect(dialog.getByText('1 id not found')).toBeVisible();
  await expect(dialog.getByText('no-such-tenant')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Enable 1 tenant' }).click();

  await expect(page.getByText('3 changes to save')).toBeVisible();
  await page.getByRole('switch', { name: /Enabled: Pipe Masters/ }).click();
  await expect(page.getByText('2 changes to save')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Only specific tenants · 2 enabled')).toBeVisible();

  await page.getByRole('link', { name: /^Edit.*Tenant Access/ }).click();
  await expect(page.getByRole('switch', { name: /Enabled: Desert Breeze/ })).toBeChecked();
  await expect(page.getByRole('switch', { name: /Enabled: Northern Sparks/ })).toBeChecked();
  await expect(page.getByRole('switch', { name: /Enabled: Pipe Masters/ })).toBeHidden();
});

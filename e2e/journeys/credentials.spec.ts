import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { makeIntegration } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl, signIn } from '../portal.ts';

test('a credential is handed over by a link that opens once, rotated and revoked', async ({
  page,
  browser,
}) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Hand-over Leads', upTo: 'general' });
  await page.goto(`${portalUrl()}/integrations/${id}?section=credentials`);
  await page.getByRole('button', { name: 'Create credential' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /one-time link/ }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create credential' }).click();
  const panel = page.getByRole('alert').filter({ hasText: 'Live credential created' });
  const link = (await panel.getByText(/\/handover#/).textContent()) ?? '';
  await expect(panel.getByText('Client Secret')).toBeHidden();
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByText(/link not opened yet/)).toBeVisible();

  const partner = await (await browser.newContext()).newPage();
  // A preview that fetches the address, and a look, use nothing up.
  expect((await partner.request.get(link)).status()).toBe(200);
  await partner.goto(link);
  await expect(partner.getByText(/sends Hand-over Leads a live credential/)).toBeVisible();
  await expectAccessible(partner);
  await partner.reload();
  await partner.getByRole('button', { name: 'Show the secret' }).click();
  const clientId = (await partner.getByText(/^partner_hand_over_leads_/).textContent()) ?? '';
  const secret = (await partner.getByText(/^lims/).textContent()) ?? '';
  await expectAccessible(partner);
  const token = await partner.request.post(`${portalUrl()}/connect/token`, {
    form: { grant_type: 'client_credentials', client_id: clientId, client_secret: secret },
  });
  expect(token.status()).toBe(200);

  await partner.reload();
  await expect(partner.getByRole('alert')).toContainText('This link was opened already');
  await expect(partner.getByRole('alert')).toContainText('Ask Morgan Manager');
  await expectAccessible(partner);
  await partner.goto(`${portalUrl()}/handover#made-up-token-that-nobody-ever-made`);
  await partner.reload();
  await expect(partner.getByRole('alert')).toContainText('not known here');
  await expect(page.getByText(/link opened/)).toBeVisible();

  await page.getByRole('button', { name: `Rotate ${clientId}` }).click();
  await dialog.getByRole('radio', { name: 'Show it here, once' }).check();
  await dialog.getByRole('button', { name: 'Rotate credential' }).click();
  await expect(page.getByRole('alert')).toContainText('Client Secret');
  await expect(page.getByRole('row', { name: clientId })).toContainText(/Ends soon\s+until/);
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: `Revoke ${clientId}` }).click();
  await dialog.getByRole('button', { name: 'Revoke credential' }).click();
  await expect(page.getByRole('row', { name: clientId })).toContainText('Revoked');
  await page.getByRole('button', { name: /^Revoke partner_/ }).click();
  await expect(dialog).toContainText('It is the last live credential of Hand-over Leads');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('a viewer reads credentials and copies the Callback URL, and changes nothing', async ({
  page,
  browser,
}) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, {
    name: 'Viewed Leads',
    authorization: 'open_id_connect',
    upTo: 'complete',
  });
  const viewer = await openAs(browser, 'viewer@demo.local');
  for (const section of ['general', 'urls']) {
    await viewer.goto(`${portalUrl()}/integrations/${id}?section=${section}`);
    const copy = viewer.getByRole('button', { name: 'Copy Callback URL' });
    await expect(copy).toBeEnabled();
    await expect(viewer.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
    await expect(viewer.locator('main input:enabled:not([type=file])')).toHaveCount(0);
    await expectAccessible(viewer);
  }
  await viewer.goto(`${portalUrl()}/integrations/${id}?section=credentials`);
  await expect(viewer.getByText(/^partner_viewed_leads_/)).toBeVisible();
  await expect(viewer.getByRole('button', { name: /Create|Rotate|Revoke/ })).toHaveCount(0);
});

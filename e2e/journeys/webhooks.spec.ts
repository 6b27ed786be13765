import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { createPartnerOffice } from '../demo-partner.ts';
import { makeIntegration } from '../make-integration.ts';
import { expectAccessible, openAs, partnerUrl, portalUrl, takePicture } from '../portal.ts';

test('a manager tries the webhooks before any lead comes', async ({ browser }) => {
  const page = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(page, {
    name: 'Webhook Works',
    authorization: 'open_id_connect',
    upTo: 'complete',
  });
  await page.goto(`${portalUrl()}/integrations/${id}?section=webhooks`);

  await page.getByLabel('WebHook URL').fill(`${partnerUrl()}/webhooks?x=1`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('WebHook URL')).toBeFocused();
  await expect(page.getByRole('button', { name: 'Send test event' })).toBeDisabled();
  await page.getByLabel('WebHook URL').fill(`${partnerUrl()}/webhooks/`);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('link', { name: /^Edit.*Webhooks/ }).click();
  await expect(page.getByLabel('WebHook URL')).toHaveValue(`${partnerUrl()}/webhooks`);

  const oldKey = await makeKey(page);
  const partnerOffice = createPartnerOffice((await browser.newContext()).request);
  await partnerOffice.saveSettings({ signingSecrets: [oldKey] });
  const dialog = page.getByRole('dialog', { name: 'Send test event' });
  await page.getByRole('button', { name: 'Send test event' }).click();
  await dialog.getByRole('combobox', { name: 'Event' }).click();
  await page.getByRole('option', { name: 'leads/invoiced' }).click();
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog.getByText(/^Answered 2/)).toBeVisible();
  await expect(dialog.getByText('Signed by the signing key.')).toBeVisible();
  const request = await dialog.locator('pre').last().textContent();
  const webhookId = /TEST-[\w-]{36}/.exec(request ?? '')?.[0];
  await expectAccessible(page);
  await takePicture(page, 'test-event');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const received = (await partnerOffice.listWebhooks()).filter(
    (one) => one.webhookId === webhookId,
  );
  expect(received).toMatchObject([{ path: '/webhooks/leads/invoiced', verified: true }]);

  await rotateAndRemove(page);
});

test('a test event that fails says why', async ({ browser }) => {
  const page = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(page, {
    name: 'Webhook Wall',
    authorization: 'open_id_connect',
    upTo: 'complete',
  });
  await page.goto(`${portalUrl()}/integrations/${id}?section=webhooks`);
  const dialog = page.getByRole('dialog', { name: 'Send test event' });
  await page.getByRole('button', { name: 'Send test event' }).click();
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog.getByText('No answer')).toBeVisible();
  await expectAccessible(page);
});

async function makeKey(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Generate key' }).click();
  const copy = page.getByRole('button', { name: 'Copy Signing key', exact: true });
  const key = (await copy.locator('xpath=preceding-sibling::code').textContent()) ?? '';
  expect(key).toMatch(/^whsec_/);
  await page.getByRole('button', { name: 'Hide' }).click();
  return key;
}

async function rotateAndRemove(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate key' }).click();
  await expect(page.getByText(/An old key also signs/)).toBeVisible();
  await page.getByRole('button', { name: 'Hide' }).click();
  await page.getByRole('button', { name: 'Reveal key' }).click();
  await expect(page.getByRole('button', { name: /^Copy Old key/ })).toBeVisible();
  await page.getByRole('button', { name: 'Remove key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove key' }).click();
  await expect(page.getByText('No key: messages go out unsigned.')).toBeVisible();
}

import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { createPartnerOffice } from '../demo-partner.ts';
import { makeIntegration } from '../make-integration.ts';
import { partnerPassword } from '../partner-sign-in.ts';
import { expectAccessible, openAs, partnerUrl, portalUrl, takePicture } from '../portal.ts';

const discovery = () => `${partnerUrl()}/.well-known/openid-configuration`;
const checks = (page: Page) => page.getByRole('region', { name: 'Connection test' });

test('a manager tests what is typed, mends it, and tries the sign-in before saving', async ({
  browser,
  request,
}) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(manager, {
    name: 'Url Testers',
    authorization: 'open_id_connect',
    upTo: 'general',
  });
  const client = await createPartnerOffice(request).registerCallback(
    `${portalUrl()}/oidc/callback/${id}`,
  );
  await manager.goto(`${portalUrl()}/integrations/${id}?section=urls`);
  const testButton = manager.getByRole('button', { name: 'Test connection' });

  await manager.getByLabel('Configuration Endpoint').fill(`${partnerUrl()}/nothing`);
  await testButton.click();
  await expect(checks(manager)).toContainText('ends in /.well-known/openid-configuration');

  await manager.getByLabel('Configuration Endpoint').fill(discovery());
  await manager.getByLabel('Client ID').fill(client.clientId);
  await manager.getByRole('textbox', { name: 'Client Secret' }).first().fill('a wrong secret');
  await testButton.click();
  await expect(checks(manager)).toContainText('1 check failed');
  await expect(checks(manager)).toContainText('the Client Secret is wrong');
  await expectAccessible(manager);

  await manager.getByRole('textbox', { name: 'Client Secret' }).first().fill(client.clientSecret);
  await expect(checks(manager)).toContainText('changed since');
  for (const scope of ['profile', 'email', 'offline_access'])
    await manager.getByRole('button', { name: `Add ${scope}` }).click();
  await testButton.click();
  await expect(checks(manager)).toContainText('The connection works');
  await expect(checks(manager)).toContainText('takes the Client Secret');
  await takePicture(manager, 'test-connection', checks(manager));
  await expectAccessible(manager);

  await trySignIn(manager);

  await manager.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(manager.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
});

/** Goes to the partner in another tab and comes back to the page that shows what it told. */
async function trySignIn(manager: Page): Promise<void> {
  const opened = manager.waitForEvent('popup');
  await manager.getByRole('button', { name: 'Try sign-in' }).click();
  const tab = await opened;
  await tab.getByLabel('Username').fill('desert-breeze');
  await tab.getByLabel('Password').fill(partnerPassword);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.getByRole('button', { name: 'Allow' }).click();
  await expect(tab.getByText('The sign-in works')).toBeVisible();
  await expect(tab).toHaveTitle(/^Try sign-in · Url Testers/);
  await expect(tab.getByRole('navigation', { name: 'Breadcrumbs' })).toContainText('Try sign-in');
  await expect(
    tab.getByRole('region', { name: 'What a tenant would be connected to' }),
  ).toContainText('Desert Breeze');
  await expect(tab.getByRole('region', { name: 'Claims' })).toContainText('email_verified');
  await expect(tab.getByRole('region', { name: 'Tokens' })).toContainText('offline_access');
  await expect(tab.getByRole('region', { name: 'Tokens' })).toContainText('About 1 hour');
  await expectAccessible(tab);
  await tab.close();
  await expect(manager.getByText('open in another tab')).toBeVisible();
}

test('an ST Pairing address is tested without starting a pairing', async ({ browser }) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(manager, { name: 'Pairing Testers', upTo: 'general' });
  await manager.goto(`${portalUrl()}/integrations/${id}?section=urls`);
  await manager.getByLabel('Partner Pairing URL').fill('http://127.0.0.1:9/pairing');
  await manager.getByRole('button', { name: 'Test connection' }).click();
  await expect(checks(manager)).toContainText('refused the connection');
  await manager.getByLabel('Partner Pairing URL').fill(`${partnerUrl()}/pairing`);
  await manager.getByRole('button', { name: 'Test connection' }).click();
  await expect(checks(manager)).toContainText('Something answers');
  await expectAccessible(manager);
});

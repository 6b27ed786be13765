import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { connectDemoPartner } from '../connect-demo-partner.ts';
import { acceptAgreement } from '../connect-tenant.ts';
import { createPartnerOffice } from '../demo-partner.ts';
import { expectAccessible, openAs } from '../portal.ts';

test('a tenant is matched by ST Pairing: declined once, completed once', async ({
  browser,
  request,
}) => {
  const partnerName = 'Sensor Partner';
  const partnerOffice = createPartnerOffice(request);
  const manager = await openAs(browser, 'manager@demo.local');
  await connectDemoPartner(manager, {
    name: partnerName,
    authorization: 'st_pairing',
    partnerOffice,
  });

  const owner = await openAs(browser, 'owner@desert-breeze.demo');
  await partnerOffice.behave({ pairingAnswer: 'decline' });
  await acceptAgreement(owner, partnerName);
  await expect(owner.getByText('2210 N 7th St')).toBeVisible();
  await owner.getByRole('button', { name: `Send to ${partnerName}` }).click();
  const again = owner.getByRole('button', { name: 'Send again' });
  await expect(again).toBeVisible({ timeout: 20_000 });
  await expect(owner.getByText(/declined/i).first()).toBeVisible();
  await expectAccessible(owner);

  await partnerOffice.behave({ pairingAnswer: 'complete' });
  await again.click();
  const mapping = owner.getByRole('region', { name: 'Job types and business units' });
  await expect(mapping).toBeVisible({ timeout: 20_000 });
  await expectAccessible(owner);
  const connected = await partnerOffice.waitForWebhook('/accounts/updated');
  expect(connected).toMatchObject({ verified: true, body: { status: 'CONNECTED' } });
});

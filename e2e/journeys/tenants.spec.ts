import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { connectByHttp, fetchPartnerToken } from '../partner-sign-in.ts';
import { expectAccessible, journeysDataDir, openAs, portalUrl } from '../portal.ts';

test('a booking arrives masked, is revealed by a manager alone, and staff disconnect its tenant', async ({
  browser,
  playwright,
}) => {
  test.setTimeout(90_000);
  const owner = await playwright.request.newContext();
  const { integrationId } = await connectByHttp(owner, {
    email: 'owner@desert-breeze.demo',
    username: 'desert-breeze',
  });
  const token = await fetchPartnerToken(owner, {
    portalUrl: portalUrl(),
    dataDir: journeysDataDir(),
  });
  const headers = { authorization: `Bearer ${token}` };
  const partnerBookingId = `masked-${randomUUID()}`;
  const booked = await owner.post(`${portalUrl()}/api/integrations/bookings`, {
    headers,
    data: {
      idempotencyToken: randomUUID(),
      partnerBookingId,
      slot: {
        accountId: 'ACME-10042',
        profileId: 'ACME-10042-PHX',
        serviceId: 'ac-not-cooling',
      },
      address: { streetAddress: '77 Hidden Lane', locality: 'Tempe', region: 'AZ', country: 'US' },
      userInformation: { name: 'Wilhelmina Secret', telephone: '+16025550137' },
    },
  });
  expect(booked.status(), await booked.text()).toBe(200);

  const manager = await openAs(browser, 'manager@demo.local');
  const leads = `${portalUrl()}/leads?search=${partnerBookingId}`;
  await manager.goto(leads);
  await expect(manager.getByText('W… S…')).toBeVisible();
  await expectAccessible(manager);
  await manager.getByRole('link', { name: partnerBookingId }).click();
  const customer = manager.getByRole('region', { name: 'Customer' });
  await expect(customer.getByText('Personal data is masked.')).toBeVisible();
  await expectAccessible(manager);
  await customer.getByRole('button', { name: 'Reveal' }).click();
  await manager
    .getByRole('dialog', { name: 'Reveal who the customer is?' })
    .getByRole('button', { name: 'Reveal' })
    .click();
  await expect(customer.getByText('Wilhelmina Secret')).toBeVisible();
  await expect(customer.getByText('77 Hidden Lane')).toBeVisible();
  await manager.reload();
  await expect(customer.getByText('Personal data is masked.')).toBeVisible();
  await expect(manager.getByText('Wilhelmina Secret')).toBeHidden();

  const viewer = await openAs(browser, 'viewer@demo.local');
  await viewer.goto(leads);
  await viewer.getByRole('link', { name: partnerBookingId }).click();
  await expect(viewer.getByRole('region', { name: 'Customer' })).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Reveal' })).toHaveCount(0);

  await manager.goto(`${portalUrl()}/integrations/${integrationId}/tenants?state=connected`);
  await manager.getByRole('link', { name: /Desert Breeze/ }).click();
  const signIns = manager.getByRole('region', { name: 'Authorization sessions' });
  // Another story may have signed in to the same account before.
  await expect(signIns.getByText(/^(Connected|Same account again)$/).first()).toBeVisible();
  await expectAccessible(manager);
  await manager.getByRole('button', { name: 'Disconnect' }).click();
  await manager
    .getByRole('dialog', { name: /^Disconnect/ })
    .getByRole('button', { name: 'Disconnect' })
    .click();
  await expect(
    manager.getByRole('region', { name: 'History' }).getByText('Disconnected'),
  ).toBeVisible();
});

import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { openDesk } from '../book-lead.ts';
import { expectAccessible, openAs, portalUrl } from '../portal.ts';

test('an owner erases who the customer was, by their name, and staff see it as erased', async ({
  browser,
  playwright,
}) => {
  const { book } = await openDesk(playwright);
  const { url, partnerBookingId } = await book('Ernest Erased', { extraDetails: { gate: '4711' } });
  const office = await openAs(browser, 'office@desert-breeze.demo');
  await office.goto(url);
  await expect(office.getByRole('button', { name: 'Accept', exact: true })).toBeVisible();
  await expect(office.getByRole('button', { name: 'Erase personal data' })).toHaveCount(0);
  await expect(office.getByText('4711')).toBeVisible();

  const manager = await openAs(browser, 'manager@demo.local');
  await manager.goto(`${portalUrl()}/leads?search=${partnerBookingId}`);
  await manager.getByRole('link', { name: partnerBookingId }).click();
  const customer = manager.getByRole('region', { name: 'Customer' });
  await customer.getByRole('button', { name: 'Reveal' }).click();
  await manager
    .getByRole('dialog', { name: 'Reveal who the customer is?' })
    .getByRole('button', { name: 'Reveal' })
    .click();
  await expect(customer.getByText('4711')).toBeVisible();

  const owner = await openAs(browser, 'owner@desert-breeze.demo');
  await owner.goto(url);
  await owner.getByRole('button', { name: 'Erase personal data' }).click();
  const dialog = owner.getByRole('dialog');
  const erase = dialog.getByRole('button', { name: 'Erase personal data' });
  await dialog.getByLabel(/^Type/).fill('Ernest');
  await erase.click();
  await expect(dialog.getByText('Type “Ernest Erased” exactly to go on')).toBeVisible();
  await expectAccessible(owner);
  await dialog.getByLabel(/^Type/).fill('Ernest Erased');
  await erase.click();
  await expect(owner.getByRole('heading', { name: 'Erased', level: 1 })).toBeVisible();
  await expect(owner.getByText(/Olivia Owner erased the personal data/)).toBeVisible();
  await expectAccessible(owner);
  // The colleague's open page lets go of it too.
  await expect(office.getByRole('heading', { name: 'Erased', level: 1 })).toBeVisible();
  for (const page of [office, owner]) await expect(page.getByText('4711')).toHaveCount(0);

  // Staff who had it revealed do not keep it.
  await expect(customer.getByText('The personal data was erased.')).toBeVisible();
  await expect(customer.getByText('Ernest Erased')).toHaveCount(0);
  await expect(customer.getByText('4711')).toHaveCount(0);
  await expect(customer.getByRole('button', { name: 'Reveal' })).toHaveCount(0);
});

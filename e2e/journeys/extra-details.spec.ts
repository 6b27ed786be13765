import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, portalUrl, signIn } from '../portal.ts';

test('parameters are ordered by keyboard, never twice, and at most 50', async ({ page }) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Extra Leads', upTo: 'general' });
  await page.goto(`${portalUrl()}/integrations/${id}?section=extra-details`);
  for (const [place, parameter] of ['utm_source', 'utm_source'].entries()) {
    await page.getByRole('button', { name: 'Add parameter' }).click();
    await page.getByLabel('Parameter').nth(place).fill(parameter);
    await page
      .getByLabel('Display Name')
      .nth(place)
      .fill(`Name ${String(place + 1)}`);
  }
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Row 1 has this parameter already')).toBeVisible();
  await expect(page.getByLabel('Parameter').nth(1)).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('lead_tier');

  await page.getByRole('button', { name: 'Move row 2 up' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Parameter').first()).toHaveValue('lead_tier');
  await expect(page.getByRole('button', { name: 'Move row 1 down' })).toBeFocused();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('link', { name: 'Edit Extra Details' })).toBeVisible();

  const rows = Array.from({ length: 50 }, (_row, at) => ({
    parameter: `parameter_${String(at)}`,
    displayName: `Parameter ${String(at)}`,
  }));
  await send(page, 'PUT', `/api/admin/integrations/${id}/extra-details`, {
    version: 1,
    extraDetails: { rows },
  });
  await page.goto(`${portalUrl()}/integrations/${id}?section=extra-details`);
  await expect(page.getByText('50 of 50')).toBeVisible();
  await page.getByRole('button', { name: 'Add parameter' }).click();
  await expect(page.getByText('You can add up to 50 parameters.')).toBeVisible();
  await expect(page.getByLabel('Parameter')).toHaveCount(50);
});

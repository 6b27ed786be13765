import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl, takePicture } from '../portal.ts';

const marketplace = readFileSync(
  new URL(
    '../../apps/server/src/features/job-types/test-data/partner-job-types-marketplace.csv',
    import.meta.url,
  ),
);

test('a manager maps a marketplace’s list by what is suggested', async ({ browser }) => {
  const page = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Suggested Services', upTo: 'general' });
  const at = `/api/admin/integrations/${id}/job-types`;
  const preview = await page.request.post(`${portalUrl()}${at}/preview`, {
    headers: { origin: portalUrl() },
    multipart: { file: { name: 'list.csv', mimeType: 'text/csv', buffer: marketplace } },
  });
  const { previewId } = (await preview.json()) as { previewId: string };
  await send(page, 'POST', `${at}/apply`, { previewId });

  await page.goto(`${portalUrl()}/integrations/${id}?section=job-types`);
  await page.getByRole('button', { name: 'Suggest mappings' }).click();
  const panel = page.getByRole('dialog', { name: 'Suggest mappings' });
  await expect(panel.getByText('19 proposals for 19 job types not mapped.')).toBeVisible();
  const central = panel
    .getByRole('listitem')
    .filter({ hasText: 'Central A/C - Service or Repair' });
  await expect(central).toContainText('Repair AC');
  await expect(central.locator('mark').filter({ hasText: 'A/C' })).toBeVisible();
  await expectAccessible(page);
  await takePicture(page, 'suggest-mappings');

  // By keyboard: the first is accepted, the second rejected, and the focus goes on.
  const first = panel
    .getByRole('listitem')
    .getByRole('button', { name: /^Accept / })
    .nth(0);
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(panel.getByText(/18 proposals .* 1 accepted, to be saved/)).toBeVisible();
  await expect(
    panel
      .getByRole('listitem')
      .getByRole('button', { name: /^Accept / })
      .nth(0),
  ).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(panel.getByText(/17 proposals/)).toBeVisible();
  await panel.getByRole('button', { name: 'Bring back the 1 rejected' }).click();
  await expect(panel.getByText(/18 proposals/)).toBeVisible();

  await panel.getByRole('button', { name: /^Accept all \d+/ }).click();
  await expect(panel.getByRole('region', { name: /^Sure/ })).toBeHidden();
  const faucets = panel.getByRole('listitem').filter({ hasText: 'Faucets, Fixtures & Pipes' });
  await faucets.getByRole('combobox').click();
  await faucets.getByRole('option', { name: /^Repair Pipe/ }).click();
  await faucets.getByRole('button', { name: /^Accept/ }).click();
  await panel
    .getByRole('listitem')
    .getByRole('button', { name: /^Accept / })
    .click();
  await expect(panel.getByRole('heading', { name: 'All decided' })).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'Back to the mapping' }).click();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
  const saved = await send(page, 'GET', `/api/admin/integrations/${id}/job-type-mapping`);
  const { partnerJobTypes } = (await saved.json()) as {
    partnerJobTypes: { standardJobTypeId: string | null }[];
  };
  expect(partnerJobTypes.every((one) => one.standardJobTypeId !== null)).toBe(true);
});

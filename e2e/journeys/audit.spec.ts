import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, portalUrl, signIn, takePicture } from '../portal.ts';

test('a manager sees what a save changed, finds it again and takes the log along', async ({
  page,
}) => {
  await signIn(page, 'manager@demo.local');
  const { id, name } = await makeIntegration(page, { name: 'Audit Trail Leads', upTo: 'complete' });
  const description =
    'Finds homeowners who need work done in the evening, and hands them to the tenants at once.';
  await send(page, 'PUT', `/api/admin/integrations/${id}/general`, {
    version: 1,
    general: {
      name,
      description,
      tenantAuthorizationType: 'st_pairing',
      partnerAuthorizationType: 'oauth2_client_credentials',
      multiAccount: true,
      technicalContactEmail: null,
    },
  });

  await page.goto(`${portalUrl()}/integrations/${id}`);
  await page.getByRole('link', { name: 'Activity' }).click();
  const saved = page.getByRole('link', { name: 'Morgan Manager saved General Information' });
  await expect(saved.first()).toBeVisible();
  await expectAccessible(page);
  await takePicture(page, 'activity');

  await saved.first().click();
  const entry = page.getByRole('dialog', { name: 'Morgan Manager saved General Information' });
  await expect(entry.getByText('Multi account support')).toBeVisible();
  await expect(entry.getByText('Before: Off')).toBeVisible();
  await expect(entry.getByText('After: On')).toBeVisible();
  await expect(entry.getByText('Tenant Authorization Type')).toBeHidden();
  await expectAccessible(page);
  await page.reload();
  await expect(entry.getByText('Multi account support')).toBeVisible();
  await entry.getByRole('button', { name: 'Close entry' }).click();
  await expect(entry).toBeHidden();

  await page.getByRole('combobox', { name: 'What' }).fill('saved URLs');
  await page.getByRole('option', { name: 'Saved URLs' }).click();
  await expect(page).toHaveURL(/action=integration\.save_urls/);
  await expect(saved).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Morgan Manager saved URLs' })).toHaveCount(1);

  await page.goto(`${portalUrl()}/audit-log?integration=${id}&search=morgan`);
  await expect(page.getByRole('link', { name: name }).first()).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await download).suggestedFilename()).toBe('audit-log.csv');
});

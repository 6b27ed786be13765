import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { expectAccessible, portalUrl, takePicture } from './portal.ts';
import { partnerPassword } from './partner-sign-in.ts';

/** Opens the partner's card in the tenant portal and accepts the agreement; `look` judges each page by axe as well. */
export async function acceptAgreement(
  page: Page,
  partnerName: string,
  { look = true }: { look?: boolean } = {},
): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Portal' })
    .getByRole('link', { name: 'Integrations' })
    .click();
  await expect(page.getByRole('article', { name: partnerName })).toBeVisible();
  if (look) await expectAccessible(page);
  await page.getByRole('link', { name: `Connect ${partnerName}` }).click();
  await expect(page.getByRole('region', { name: 'Agreement' })).toBeVisible();
  if (look) await expectAccessible(page);
  await page.getByRole('button', { name: 'Accept and continue' }).click();
  await expect(page.getByRole('region', { name: 'Authorize' })).toBeVisible();
  if (look) await expectAccessible(page);
}

/** Goes to the partner's own site, signs in there, allows, and comes back. */
export async function signInAtPartner(
  page: Page,
  { partnerName, username }: { partnerName: string; username: string },
): Promise<void> {
  await page.getByRole('button', { name: `Continue to ${partnerName}` }).click();
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(partnerPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL((url) => url.origin === portalUrl());
}

/** Maps one standard job type in the step after authorizing, and confirms the account in the review. */
export async function mapAndFinish(
  page: Page,
  mapping: { standard: string; jobType: string; businessUnit: string },
): Promise<void> {
  await expect(page.getByRole('region', { name: 'Job types and business units' })).toBeVisible();
  await expectAccessible(page);
  await choose(page, `${mapping.standard}: job types`, mapping.jobType);
  await choose(page, `${mapping.standard}: business units`, mapping.businessUnit);
  await takePicture(page, 'connect');
  await page.getByRole('button', { name: /^Save and continue/ }).click();
  const account = page.getByRole('region', { name: 'Matched account' });
  await expect(account).toBeVisible();
  await expectAccessible(page);
  await account.getByRole('button', { name: 'Yes, finish' }).click();
  await expect(page.getByRole('button', { name: 'Disconnect' })).toBeVisible();
  await expectAccessible(page);
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  await field.click();
  await field.fill(option);
  await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
}

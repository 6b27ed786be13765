import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { createPartnerOffice } from './demo-partner.ts';
import { expectAccessible, partnerUrl, portalUrl, takePicture } from './portal.ts';

const jobTypesFile = fileURLToPath(
  new URL('./samples/partner-job-types-smartac.csv', import.meta.url),
);

export interface NewPartner {
  name: string;
  authorization: 'Open ID Connect' | 'ST Pairing';
  partnerOffice: ReturnType<typeof createPartnerOffice>;
  /** Keeps pictures for the docs on the way. */
  withPictures?: boolean;
}

/** Fills all six sections as a manager does, hands the partner what it needs, and turns the Status on. */
export async function setUpPartner(page: Page, partner: NewPartner): Promise<void> {
  const picture = async (name: string) => {
    if (partner.withPictures === true) await takePicture(page, name);
  };
  await page.goto(`${portalUrl()}/integrations`);
  await page.getByRole('link', { name: 'Create Integration' }).click();
  await fillGeneral(page, partner);
  await picture('general-information');
  const callbackUrl =
    partner.authorization === 'Open ID Connect' ? await readCopyField(page, 'Callback URL') : '';
  await save(page);
  await mapJobTypes(page, picture);
  await fillExtraDetails(page);
  const signingKey = await fillWebhooks(page, partner);
  await fillUrls(page, partner, callbackUrl);
  await giveAccess(page);
  const credential = await createCredential(page);
  await partner.partnerOffice.saveSettings({
    tokenClientId: credential.clientId,
    tokenClientSecret: credential.secret,
    signingSecrets: [signingKey],
  });
  await page.getByRole('switch', { name: 'Status' }).click();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await page.mouse.move(0, 0);
  await expectAccessible(page);
  await picture('integration');
}

/** Presses Save and waits until the card is folded again. */
async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
}

/** The value that a copy button would copy. */
async function readCopyField(page: Page, label: string): Promise<string> {
  const button = page.getByRole('button', { name: `Copy ${label}`, exact: true });
  return (await button.locator('xpath=preceding-sibling::code').textContent()) ?? '';
}

async function openSection(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^(Set up|Edit).*${title}`) }).click();
}

async function fillGeneral(page: Page, { name, authorization }: NewPartner): Promise<void> {
  await page.getByLabel('Partner Name').fill(name);
  await page
    .getByLabel('Description')
    .fill(`${name} finds homeowners whose air conditioning needs help.`);
  await page.getByRole('radio', { name: new RegExp(`^${authorization}`) }).check();
  await page.getByRole('radio', { name: /^OAuth 2.0 Client Credentials/ }).check();
  await expectAccessible(page);
}

async function mapJobTypes(page: Page, picture: (name: string) => Promise<void>): Promise<void> {
  await openSection(page, 'Map Job Types');
  await page.locator('input[type=file]').setInputFiles(jobTypesFile);
  await expect(
    page.getByRole('heading', { name: /Review of partner-job-types-smartac.csv/ }),
  ).toBeVisible();
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByText('7 partner job types')).toBeVisible();
  await page.getByRole('button', { name: /^HVAC/ }).click();
  await expectAccessible(page);
  await picture('map-job-types');
  await unmapAndMapAgain(page);
  await save(page);
}

/** Moves one partner job type by hand, so that the mapping itself is used and not only the file. */
async function unmapAndMapAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Plumbing/ }).click();
  const drain = page.getByRole('combobox', { name: 'Unclog Drain' });
  await drain.click();
  await drain.fill('Water Detected');
  await page.getByRole('option', { name: /Water Detected/ }).click();
  await page.keyboard.press('Escape');
}

async function fillExtraDetails(page: Page): Promise<void> {
  await openSection(page, 'Extra Details');
  for (const [index, [parameter, displayName]] of [
    ['leadCost', 'Lead cost'],
    ['membershipTier', 'Membership'],
  ].entries()) {
    const field = page.getByLabel('Parameter').nth(index);
    if (!(await field.isVisible())) await page.getByRole('button', { name: /^Add/ }).click();
    await field.fill(parameter ?? '');
    await page
      .getByLabel('Display Name')
      .nth(index)
      .fill(displayName ?? '');
  }
  await save(page);
}

/** Answers the signing key. */
async function fillWebhooks(page: Page, { authorization }: NewPartner): Promise<string> {
  await openSection(page, 'Webhooks');
  for (const name of ['Accounts', 'Profiles', 'Services', 'Leads']) {
    await page.getByRole('switch', { name: new RegExp(`^${name}`) }).click();
  }
  for (const name of ['Accept', 'Decline', 'Appointments', 'Invoice']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
  }
  if (authorization === 'Open ID Connect') {
    await page.getByLabel('WebHook URL').fill(`${partnerUrl()}/webhooks/`);
    await save(page);
    await openSection(page, 'Webhooks');
    await page.getByRole('button', { name: 'Generate key' }).click();
  } else {
    await page.getByLabel('WebHook URL').fill(`${partnerUrl()}/webhooks`);
    await save(page);
    await openSection(page, 'Webhooks');
    await page.getByRole('button', { name: 'Reveal key' }).click();
  }
  const key = await readCopyField(page, 'Signing key');
  expect(key).toMatch(/^whsec_/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  return key;
}

async function fillUrls(page: Page, partner: NewPartner, callbackUrl: string): Promise<void> {
  await openSection(page, 'URLs');
  if (partner.authorization === 'ST Pairing') {
    await page.getByLabel('Partner Pairing URL').fill(`${partnerUrl()}/pairing`);
  } else {
    const client = await partner.partnerOffice.registerCallback(callbackUrl);
    await page
      .getByLabel('Configuration Endpoint')
      .fill(`${partnerUrl()}/.well-known/openid-configuration`);
    await page.getByLabel('Client ID').fill(client.clientId);
    await page.getByRole('textbox', { name: 'Client Secret' }).first().fill(client.clientSecret);
    await page.getByLabel('Scopes').fill('openid profile email offline_access');
  }
  await expectAccessible(page);
  await save(page);
}

async function giveAccess(page: Page): Promise<void> {
  await openSection(page, 'Tenant Access');
  await page.getByRole('radio', { name: /^Only specific tenants/ }).check();
  await page
    .getByRole('searchbox')
    .or(page.getByPlaceholder(/Search/))
    .last()
    .fill('Desert');
  await expect(page.getByRole('switch', { name: /Pipe Masters/ })).toBeHidden();
  await page.getByRole('switch', { name: /Desert Breeze/ }).click();
  await expectAccessible(page);
  await save(page);
}

async function createCredential(page: Page): Promise<{ clientId: string; secret: string }> {
  await openSection(page, 'Partner credentials');
  await page.getByRole('button', { name: 'Create credential' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create credential' }).click();
  const clientId = await readCopyField(page, 'Client ID');
  const secret = await readCopyField(page, 'Client Secret');
  await page.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  return { clientId, secret };
}

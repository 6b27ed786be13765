import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Browser, Page } from '@playwright/test';
import { startCompanyProvider } from '../../apps/server/src/testing/company-provider.ts';
import type {
  CompanyProvider,
  CompanyUser,
} from '../../apps/server/src/testing/company-provider.ts';
import { demoPassword, expectAccessible } from '../portal.ts';
import { findFreePort, startInstallation } from '../start-installation.ts';
import type { Installation } from '../start-installation.ts';

let company: CompanyProvider;
let installation: Installation;
let dataDir: string;

test.beforeAll(async () => {
  const [port, partnerPort] = [await findFreePort(), await findFreePort()];
  company = await startCompanyProvider({
    callbackUrl: `http://localhost:${port}/api/auth/callback/sso`,
  });
  dataDir = mkdtempSync(join(tmpdir(), 'leads-company-'));
  installation = await startInstallation({
    dataDir,
    port,
    partnerPort,
    environment: {
      SSO_ISSUER: company.issuer,
      SSO_CLIENT_ID: company.client.id,
      SSO_CLIENT_SECRET: company.client.secret,
      SSO_LABEL: 'Sign in with Example Corp',
      SSO_ROLE_CLAIM: 'groups',
      SSO_ROLE_MAP: 'leads-viewers=viewer',
    },
  });
});
test.afterAll(async () => {
  await installation.stop();
  await company.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const claims = (email: string, more: object = {}) => ({
  email,
  email_verified: true,
  name: 'Annie Easley',
  ...more,
});

/** A browser of the person's own, back from the company's pages. */
async function arrive(browser: Browser, user: CompanyUser): Promise<Page> {
  company.user = user;
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${installation.portalUrl}/deliveries`);
  await page.getByRole('button', { name: 'Sign in with Example Corp' }).click();
  return page;
}

async function openAdmin(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${installation.portalUrl}/sign-in`);
  await expect(page.getByRole('button', { name: 'Sign in with Example Corp' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill('admin@demo.local');
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/integrations/);
  return page;
}

test('the company’s sign-in lets known people and groups with a role in, and says why not', async ({
  browser,
}) => {
  const known = await arrive(browser, { sub: 'm-1', claims: claims('manager@demo.local') });
  await expect(known.getByRole('heading', { name: 'Deliveries', level: 1 })).toBeVisible();
  await known.getByRole('button', { name: 'Morgan Manager, account menu' }).click();
  await expect(known.getByText('manager@demo.local · manager')).toBeVisible();

  const annie = { sub: 'a-1', claims: claims('annie@example.com', { groups: ['leads-viewers'] }) };
  const made = await arrive(browser, annie);
  await expect(made.getByRole('heading', { name: 'Deliveries', level: 1 })).toBeVisible();
  await made.goto(`${installation.portalUrl}/profile`);
  await expect(made.getByText('You sign in by your company')).toBeVisible();
  await expectAccessible(made);

  const guest = await arrive(browser, { sub: 'g-1', claims: claims('guest@example.com') });
  await expect(guest.getByText('None of your company groups has a role here')).toBeVisible();
  await expectAccessible(guest);
  const unproven = { ...claims('viewer@demo.local'), email_verified: false };
  const attacker = await arrive(browser, { sub: 'x-1', claims: unproven });
  await expect(
    attacker.getByText('did not say that your e-mail address is verified'),
  ).toBeVisible();

  const admin = await openAdmin(browser);
  await admin.goto(`${installation.portalUrl}/staff?search=annie`);
  await expect(admin.getByRole('row', { name: 'Annie Easley' })).toContainText('Company sign-in');
  await admin.getByRole('link', { name: 'Annie Easley' }).click();
  await admin.getByRole('button', { name: 'Disable' }).click();
  await admin.getByRole('button', { name: 'Disable' }).last().click();
  await expect(admin.getByRole('button', { name: 'Enable' })).toBeVisible();
  await made.reload();
  await expect(made).toHaveURL(/sign-in/);
  const refused = await arrive(browser, annie);
  await expect(refused.getByText('Your access here is switched off')).toBeVisible();
});

import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Browser, Page } from '@playwright/test';
import { send } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl } from '../portal.ts';

const email = 'katherine.johnson@example.com';

async function signInWith(page: Page, password: string): Promise<void> {
  await page.goto(`${portalUrl()}/sign-in`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A staff user of this story's own, with a password. */
async function makeUser(browser: Browser, password: string): Promise<void> {
  const admin = await openAs(browser, 'admin@demo.local');
  const body = { name: 'Katherine Johnson', email, role: 'viewer' };
  const made = await send(admin, 'POST', '/api/admin/staff', body);
  const { link } = (await made.json()) as { link: { url: string } };
  const token = new URL(link.url).searchParams.get('token');
  await send(admin, 'POST', '/api/session/set-password', { token, password });
}

test('one changes one’s own password and signs out of other browsers', async ({ browser }) => {
  const first = 'orbital mechanics';
  const second = 'trajectory analysis';
  await makeUser(browser, first);
  const laptop = await (await browser.newContext()).newPage();
  const phone = await (await browser.newContext()).newPage();
  await signInWith(laptop, first);
  await signInWith(phone, first);

  await laptop.getByRole('button', { name: /account menu/ }).click();
  await laptop.getByRole('menuitem', { name: 'Your profile' }).click();
  await expect(laptop.getByRole('heading', { name: 'Your profile', level: 1 })).toBeVisible();
  await expect(laptop.getByText('this browser')).toBeVisible();
  await expectAccessible(laptop);
  await laptop.getByLabel('Present password').fill('not this one');
  await laptop.getByLabel('New password', { exact: true }).fill(second);
  await laptop.getByRole('button', { name: 'Change password' }).click();
  await expect(laptop.getByText('This is not your present password.')).toBeVisible();
  await laptop.getByLabel('Present password').fill(first);
  await laptop.getByRole('button', { name: 'Change password' }).click();
  await expect(laptop.getByText('Your password is changed.')).toBeVisible();
  await phone.reload();
  await expect(phone).toHaveURL(/sign-in/);

  await signInWith(phone, second);
  await laptop.reload();
  await laptop.getByRole('button', { name: /^Sign out (?!everywhere)/ }).click();
  await expect(laptop.getByRole('button', { name: /^Sign out (?!everywhere)/ })).toHaveCount(0);
  await phone.reload();
  await expect(phone).toHaveURL(/sign-in/);
  await laptop.getByRole('button', { name: 'Sign out everywhere' }).click();
  await laptop.getByRole('button', { name: 'Sign out everywhere' }).last().click();
  await expect(laptop).toHaveURL(/sign-in/);
});

test('a tenant’s user has a profile in the tenant portal', async ({ browser }) => {
  const office = await openAs(browser, 'office@desert-breeze.demo');
  await office.getByRole('button', { name: /account menu/ }).click();
  await office.getByRole('menuitem', { name: 'Your profile' }).click();
  await expect(office.getByText('office at Desert Breeze')).toBeVisible();
  await expect(office).toHaveURL(/\/tenant\/.*\/profile/);
  await office.setViewportSize({ width: 390, height: 844 });
  await expectAccessible(office);
});

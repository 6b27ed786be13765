import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { expectAccessible, journeysDataDir, portalUrl } from '../portal.ts';

const entry = fileURLToPath(new URL('../../apps/server/src/create-admin.ts', import.meta.url));

function createAdmin(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], {
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: journeysDataDir(), PUBLIC_URL: portalUrl() },
  });
  return { status, stdout, stderr };
}

test('the first admin gets a link that works once, and wrong passwords are answered in words', async ({
  page,
}) => {
  const email = 'first.admin@example.com';
  const made = createAdmin(email);
  expect(made.status, made.stderr).toBe(0);
  const link = /https?:\S+/.exec(made.stdout)?.[0] ?? '';
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill('short');
  await page.getByRole('button', { name: /Set password/ }).click();
  await expect(page.getByText('Use at least 10 characters')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('New password', { exact: true }).fill('a-long-password-1');
  await page.getByRole('button', { name: /Set password/ }).click();
  await expect(page).toHaveURL(/sign-in/);

  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('not-this-one-1');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText(/password is not right/)).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Password', { exact: true }).fill('a-long-password-1');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(
    page.getByRole('heading', { name: 'Leads Integration Manager', level: 1 }),
  ).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole('alert')).toContainText('This link was used already');
  await expect(page.getByRole('button', { name: /Set password/ })).toBeHidden();
  await expectAccessible(page);

  expect(createAdmin('owner@desert-breeze.demo').stderr).toMatch(/tenant/i);
  expect(createAdmin().stderr).toContain('npm run create-admin');
});

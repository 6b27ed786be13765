import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Browser, Page } from '@playwright/test';
import { send } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl, takePicture } from '../portal.ts';

const email = 'nina.ortiz@example.com';
const password = 'nine cool compressors';
const tenant = { name: 'Cactus Cooling', timeZone: 'America/Phoenix', currency: 'USD' };

/** Calls the platform API as the field service core does. */
type Core = (method: string, path: string, body?: object) => Promise<unknown>;

async function connectCore(browser: Browser): Promise<Core> {
  const admin = await openAs(browser, 'admin@demo.local');
  const reply = await send(admin, 'POST', '/api/admin/api-keys', {
    name: 'Core of the users’ story',
    role: 'platform',
    expiresAt: null,
  });
  const { key } = (await reply.json()) as { key: string };
  return async (method, path, body) => {
    const answer = await fetch(`${portalUrl()}/api/platform${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.status, path).toBe(200);
    return answer.json();
  };
}

/** Sets a password by a one-time link and signs in. */
async function enter(
  browser: Browser,
  { link, who }: { link: string; who: string },
): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByLabel('E-mail').fill(who);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in|set-password/);
  return page;
}

async function inviteNina(owner: Page): Promise<string> {
  await owner.getByRole('link', { name: 'Users' }).click();
  await owner.getByRole('button', { name: 'Invite' }).click();
  const dialog = owner.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Nina Ortiz');
  await dialog.getByLabel('E-mail').fill('owner@desert-breeze.demo');
  await expectAccessible(owner);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog.getByText('This address signs in elsewhere on the platform')).toBeVisible();
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const link = await dialog.getByText('/set-password?token=').innerText();
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  return link.replaceAll(/\s/g, '');
}

test('an owner invites a colleague, who works for two companies and then for one', async ({
  browser,
}) => {
  const core = await connectCore(browser);
  await core('PUT', '/tenants/cactus', tenant);
  await core('PUT', '/tenants/cactus/users/cleo@cactus.example', {
    name: 'Cleo Cactus',
    role: 'owner',
  });
  const { link: first } = (await core(
    'POST',
    '/tenants/cactus/users/cleo@cactus.example/link',
  )) as {
    link: { url: string };
  };
  const owner = await enter(browser, { link: first.url, who: 'cleo@cactus.example' });
  const link = await inviteNina(owner);
  const row = owner.getByRole('row', { name: 'Nina Ortiz' });
  await expect(row).toContainText('Invited');
  await expectAccessible(owner);
  await takePicture(owner, 'tenant-users');

  const nina = await enter(browser, { link, who: email });
  await nina.getByRole('link', { name: 'Users' }).click();
  await expect(nina.getByRole('row', { name: 'Nina Ortiz (you)' })).toBeVisible();
  await expect(nina.getByRole('button', { name: 'Invite' })).toHaveCount(0);
  await expectAccessible(nina);

  await core('PUT', '/tenants/saguaro', { ...tenant, name: 'Saguaro Plumbing' });
  await core('PUT', `/tenants/saguaro/users/${email}`, { name: 'Nina Ortiz', role: 'admin' });
  await nina.reload();
  await nina.getByRole('combobox', { name: 'Company' }).press('ArrowDown');
  await nina.getByRole('option', { name: 'Saguaro Plumbing' }).waitFor();
  await expectAccessible(nina);
  await nina.keyboard.press('ArrowDown');
  await nina.keyboard.press('Enter');
  await expect(nina.getByRole('combobox', { name: 'Company' })).toHaveValue('Saguaro Plumbing');
  await nina.goto(portalUrl());
  await expect(nina.getByRole('combobox', { name: 'Company' })).toHaveValue('Saguaro Plumbing');

  await owner.getByRole('button', { name: 'More for Nina Ortiz' }).click();
  await expect(owner.getByRole('menuitem')).toHaveText(['Change role', 'Remove']);
  await owner.getByRole('menuitem', { name: 'Remove' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await nina.reload();
  await expect(nina.getByRole('combobox', { name: 'Company' })).toHaveCount(0);
  await expect(nina.getByRole('heading', { level: 1 })).toBeVisible();
});

import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Browser, Page } from '@playwright/test';
import { send } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl, takePicture } from '../portal.ts';

// Of its own per run, as a retry finds what the first try made.
const run = Date.now().toString(36);
const email = `nina.${run}@example.com`;
const cleo = `cleo.${run}@cactus.example`;
const [cactus, saguaro] = [`/tenants/cactus-${run}`, `/tenants/saguaro-${run}`];
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

/** A one-time link for somebody of a tenant, made by the core. */
async function makeLink(core: Core, user: string): Promise<string> {
  const made = (await core('POST', `${user}/link`)) as { link: { url: string } };
  return made.link.url;
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

/** A role that was chosen and not given is not chosen when the dialog opens again. */
async function cancelAnotherRole(owner: Page): Promise<void> {
  const dialog = owner.getByRole('dialog', { name: 'Change the role of Nina Ortiz?' });
  const open = async (): Promise<void> => {
    await owner.getByRole('button', { name: 'More for Nina Ortiz' }).click();
    await owner.getByRole('menuitem', { name: 'Change role' }).click();
  };
  await open();
  await dialog.getByRole('radio', { name: 'Owner' }).check();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await open();
  await expect(dialog.getByRole('radio', { name: 'Office' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
}

test('an owner invites a colleague, who works for two companies and then for one', async ({
  browser,
}) => {
  const core = await connectCore(browser);
  await core('PUT', cactus, tenant);
  await core('PUT', `${cactus}/users/${cleo}`, { name: 'Cleo Cactus', role: 'owner' });
  const owner = await enter(browser, {
    link: await makeLink(core, `${cactus}/users/${cleo}`),
    who: cleo,
  });
  const invitation = await inviteNina(owner);
  const row = owner.getByRole('row', { name: 'Nina Ortiz' });
  await expect(row).toContainText('Invited');
  await expectAccessible(owner);
  await takePicture(owner, 'tenant-users');

  const invited = await enter(browser, { link: invitation, who: email });
  await expect(row).toContainText('Active');
  await invited.getByRole('link', { name: 'Users' }).click();
  await expect(invited.getByRole('row', { name: 'Nina Ortiz (you)' })).toBeVisible();
  await expect(invited.getByRole('button', { name: 'Invite' })).toHaveCount(0);
  await expectAccessible(invited);

  await core('PUT', saguaro, { ...tenant, name: 'Saguaro Plumbing' });
  await core('PUT', `${saguaro}/users/${email}`, { name: 'Nina Ortiz', role: 'admin' });
  // What the first company may know of her sign-in does not open the second one.
  await invited.reload();
  await expect(invited).toHaveURL(/sign-in/);
  await expect(row).toContainText('Invited');
  const nina = await enter(browser, {
    link: await makeLink(core, `${saguaro}/users/${email}`),
    who: email,
  });
  await expect(row).toContainText('Active');
  await nina.getByRole('combobox', { name: 'Company' }).press('ArrowDown');
  await nina.getByRole('option', { name: 'Saguaro Plumbing' }).waitFor();
  await expectAccessible(nina);
  await nina.keyboard.press('ArrowDown');
  await nina.keyboard.press('Enter');
  await expect(nina.getByRole('combobox', { name: 'Company' })).toHaveValue('Saguaro Plumbing');
  await nina.goto(portalUrl());
  await expect(nina.getByRole('combobox', { name: 'Company' })).toHaveValue('Saguaro Plumbing');

  await cancelAnotherRole(owner);
  await owner.getByRole('button', { name: 'More for Nina Ortiz' }).click();
  await expect(owner.getByRole('menuitem')).toHaveText(['Change role', 'Remove']);
  await owner.getByRole('menuitem', { name: 'Remove' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await nina.reload();
  await expect(nina.getByRole('combobox', { name: 'Company' })).toHaveCount(0);
  await expect(nina.getByRole('heading', { name: 'Leads', level: 1 })).toBeVisible();
  await expect(nina.getByText('Saguaro Plumbing')).toBeVisible();
});

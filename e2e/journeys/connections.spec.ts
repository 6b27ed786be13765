import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { signInAtPartner } from '../connect-tenant.ts';
import { createPartnerOffice } from '../demo-partner.ts';
import { send } from '../make-integration.ts';
import { makeSignInPartner, openAuthorize } from '../make-sign-in-partner.ts';
import { expectAccessible, openAs, portalUrl } from '../portal.ts';

test('a company connects two accounts at one partner, and the same one again adds nothing', async ({
  browser,
}) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const partner = await makeSignInPartner(manager, { name: 'Two Accounts Co', multiAccount: true });
  const owner = await openAs(browser, 'owner@desert-breeze.demo');
  const tenantId = await openAuthorize(owner, partner);
  await signInAtPartner(owner, { partnerName: partner.name, username: 'desert-breeze' });
  await expect(owner.getByText('Connected', { exact: true }).first()).toBeVisible();
  const manage = `${portalUrl()}/tenant/${tenantId}/integrations/${partner.id}`;
  for (const username of ['pipe-masters', 'pipe-masters']) {
    await owner.goto(manage);
    await owner.getByRole('button', { name: 'Add another account' }).click();
    await signInAtPartner(owner, { partnerName: partner.name, username });
  }
  await expect(owner.getByText(/connected already. Nothing was added/)).toBeVisible();
  await owner.goto(manage);
  await expect(owner.getByRole('button', { name: /^Disconnect/ })).toHaveCount(2);
  await expect(owner.getByRole('region', { name: 'Pipe Masters Plumbing' })).toBeVisible();
  await expectAccessible(owner);
});

test('an account that another company holds is refused without naming it, and is free once it is disconnected', async ({
  browser,
}) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const partner = await makeSignInPartner(manager, { name: 'One Holder Co' });
  const holder = await openAs(browser, 'owner@desert-breeze.demo');
  await openAuthorize(holder, partner);
  await signInAtPartner(holder, { partnerName: partner.name, username: 'bright-spark' });
  const other = await openAs(browser, 'owner@pipe-masters.demo');
  const tenantId = await openAuthorize(other, partner);
  await signInAtPartner(other, { partnerName: partner.name, username: 'bright-spark' });
  await expect(other.getByRole('heading', { name: 'Nothing was connected' })).toBeVisible();
  await expect(other.getByText(/connected to another company already/)).toBeVisible();
  await expect(other.getByText(/Request [0-9a-f-]{36}/)).toBeVisible();
  await expect(other.locator('body')).not.toContainText('Desert Breeze');
  await expectAccessible(other);

  await holder.goto(holder.url().replace(/\?.*/, ''));
  await holder.getByRole('button', { name: /^Disconnect/ }).click();
  const asking = holder.getByRole('dialog');
  await expectAccessible(holder);
  await asking.getByRole('button', { name: /^Disconnect/ }).click();
  await expect(asking).toBeHidden();
  await expect(holder.getByText('Disconnected', { exact: true })).toBeVisible();

  await other.goto(`${portalUrl()}/tenant/${tenantId}/integrations/${partner.id}?step=authorize`);
  await signInAtPartner(other, { partnerName: partner.name, username: 'bright-spark' });
  await expect(other.getByText('Connected', { exact: true }).first()).toBeVisible();
});

test('a sign-in revoked at the partner shows in both portals and is mended by signing in again', async ({
  browser,
}) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const partner = await makeSignInPartner(manager, { name: 'Revoking Co' });
  const owner = await openAs(browser, 'owner@desert-breeze.demo');
  const tenantId = await openAuthorize(owner, partner);
  await signInAtPartner(owner, { partnerName: partner.name, username: 'desert-breeze' });
  await expect(owner.getByText('Connected', { exact: true }).first()).toBeVisible();
  await createPartnerOffice(manager.request).revokeSignIns();

  await manager.goto(`${portalUrl()}/integrations/${partner.id}/tenants`);
  await manager
    .getByRole('link', { name: /Desert Breeze/ })
    .first()
    .click();
  await manager.getByRole('button', { name: 'Refresh now' }).click();
  await expect(manager.getByText('Needs attention').first()).toBeVisible();
  await expect(manager.getByRole('alert').getByText(/no longer accepts the sign-in/)).toBeVisible();
  await expectAccessible(manager);

  await owner.goto(`${portalUrl()}/tenant/${tenantId}/integrations/${partner.id}`);
  await expect(owner.getByText('This account needs attention')).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole('button', { name: 'Sign in again' }).click();
  await owner.getByRole('button', { name: `Continue to ${partner.name}` }).click();
  // Still signed in there, so the partner only asks for consent.
  await owner.getByRole('button', { name: 'Allow' }).click();
  await owner.waitForURL((url) => url.origin === portalUrl());
  await owner.goto(`${portalUrl()}/tenant/${tenantId}/integrations/${partner.id}`);
  await expect(owner.getByRole('button', { name: /^Disconnect/ })).toBeVisible();
  await expect(owner.getByText('This account needs attention')).toHaveCount(0);
});

test('access withdrawn from a company takes its card away as it looks, and tells the partner', async ({
  browser,
}) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const partner = await makeSignInPartner(manager, { name: 'Withdrawing Co' });
  const owner = await openAs(browser, 'owner@desert-breeze.demo');
  const tenantId = await openAuthorize(owner, partner);
  await signInAtPartner(owner, { partnerName: partner.name, username: 'desert-breeze' });
  await owner.goto(`${portalUrl()}/tenant/${tenantId}/integrations`);
  const card = owner.getByRole('article', { name: partner.name });
  await expect(card).toBeVisible();
  const at = `/api/tenant/${tenantId}/integrations/${partner.id}`;
  const { connections } = (await (await send(owner, 'GET', at)).json()) as {
    connections: { id: string }[];
  };

  await send(manager, 'PUT', `/api/admin/integrations/${partner.id}/tenant-access`, {
    version: 1,
    tenantAccess: { mode: 'specific', enable: [], disable: [] },
    confirm: true,
  });
  await expect(card).toHaveCount(0);
  await expectAccessible(owner);
  const office = createPartnerOffice(manager.request);
  await expect
    .poll(
      async () =>
        (await office.listWebhooks()).filter(
          ({ path, body }) =>
            path === '/webhooks/accounts/updated' &&
            body['requestId'] === connections[0]?.id &&
            body['status'] === 'DISCONNECTED',
        ).length,
    )
    .toBe(1);
});

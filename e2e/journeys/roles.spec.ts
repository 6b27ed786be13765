import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { APIRequestContext } from '@playwright/test';
import { fetchPartnerToken, readJson } from '../partner-sign-in.ts';
import { expectAccessible, journeysDataDir, portalUrl, signIn } from '../portal.ts';

interface Listed {
  items: { id: string; name: string; status: string }[];
}

async function findDemoIntegration(request: APIRequestContext) {
  const { items } = await readJson<Listed>(
    await request.get(`${portalUrl()}/api/admin/integrations`),
  );
  const found = items.find(({ name }) => name === 'Acme Leads');
  if (found === undefined) throw new Error('the demo integration is not there');
  return found;
}

test('a viewer sees everything and changes nothing', async ({ page }) => {
  await signIn(page, 'viewer@demo.local');
  await expect(page.getByRole('link', { name: 'Acme Leads' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Create Integration' })).toBeHidden();
  await expect(page.getByRole('switch')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Acme Leads' }).click();
  for (const section of [
    'General Information',
    'Map Job Types',
    'Webhooks',
    'URLs',
    'Tenant Access',
  ]) {
    await page.getByRole('link', { name: `View ${section}` }).click();
    await expect(page.getByRole('region', { name: section }).getByText(/./).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
  }
  await expect(
    page.getByRole('button', { name: /Reveal|Generate|Rotate|Revoke|Create credential/ }),
  ).toHaveCount(0);

  const { id } = await findDemoIntegration(page.request);
  const address = `${portalUrl()}/api/admin/integrations/${id}`;
  const before = await readJson<object>(await page.request.get(address));
  const headers = { origin: portalUrl() };
  const tries = [
    page.request.post(`${address}/deactivate`, { headers }),
    page.request.delete(`${address}?confirmName=Acme+Leads`, { headers }),
    page.request.put(`${address}/extra-details`, {
      headers,
      data: { version: 1, extraDetails: { rows: [] } },
    }),
    page.request.post(`${address}/credentials`, { headers, data: {} }),
    page.request.post(`${address}/signing-key/reveal`, { headers }),
  ];
  for (const reply of await Promise.all(tries)) expect(reply.status()).toBe(403);
  expect(await readJson<object>(await page.request.get(address))).toEqual(before);
});

test("a tenant's user and a partner's token get nothing from admin addresses", async ({
  page,
  request,
}) => {
  await signIn(page, 'owner@desert-breeze.demo');
  for (const path of [
    '/api/admin/integrations',
    '/api/admin/deliveries',
    '/api/admin/live',
    '/api/admin/nothing',
  ]) {
    const reply = await page.request.get(`${portalUrl()}${path}`);
    expect(reply.status()).toBe(404);
  }
  await page.goto(`${portalUrl()}/integrations`);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Leads Integration Manager');
  await expect(page.getByText('Acme Leads')).toHaveCount(0);

  const token = await fetchPartnerToken(request, {
    portalUrl: portalUrl(),
    dataDir: journeysDataDir(),
  });
  const headers = { authorization: `Bearer ${token}` };
  for (const path of ['/api/admin/integrations', '/api/platform/leads', '/api/session']) {
    expect((await request.get(`${portalUrl()}${path}`, { headers })).status()).toBe(401);
  }
  expect(
    (await request.get(`${portalUrl()}/api/integrations/accounts`, { headers })).status(),
  ).toBe(200);
});

import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { createPartnerOffice } from '../demo-partner.ts';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, openAs, partnerUrl, portalUrl, takePicture } from '../portal.ts';

const owner = 'owner@desert-breeze.demo';
const office = 'office@desert-breeze.demo';
const unitName = 'Plumbing';

test('an owner says how many appointments can start when, and the partner hears what is open', async ({
  browser,
  request,
}) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const partner = await makeListener(manager);
  const page = await openAs(browser, owner);
  const tenantId = tenantOf(page);
  const unit = await saveUnit(page, tenantId, []);
  const token = await connect(page, { tenantId, partner });

  await page.getByRole('link', { name: 'Availability' }).click();
  await page.getByRole('combobox', { name: 'Business unit' }).click();
  await page.getByRole('option', { name: unitName, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`unit=${unit.id}`));
  await expect(page.getByText(`${partner.name} is told of open spots.`)).toBeVisible();
  await expectAccessible(page);

  await test.step('windows that overlap are refused in words', async () => {
    await page.getByRole('button', { name: 'Add window on Monday' }).click();
    await expect(page.getByLabel('Monday, window 1: from')).toBeFocused();
    await page.getByLabel('Monday, window 1: spots').fill('3');
    await page.getByRole('button', { name: 'Add window on Monday' }).click();
    await page.getByLabel('Monday, window 2: from').fill('11:00');
    await expect(page.getByText('It overlaps 08:00 to 12:00')).toBeVisible();
    await expect(page.getByLabel('Monday, window 2: from')).toHaveAccessibleDescription(
      'It overlaps 08:00 to 12:00',
    );
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByLabel('Monday, window 2: from')).toBeFocused();
    await expect(page.getByText('1 field needs another value.')).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Monday, window 2: from').fill('13:00');
  });

  await test.step('a day is copied, a holiday is closed, and leaving asks', async () => {
    await page.getByRole('button', { name: 'Copy Monday to other days' }).click();
    await page.getByRole('menuitem', { name: 'every other day' }).click();
    await page.getByRole('button', { name: 'Add a day' }).click();
    await page.getByRole('link', { name: 'Leads', exact: true }).click();
    await page.getByRole('button', { name: 'Keep editing' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved. Your partners are told what is open.')).toBeVisible();
    const days = page.getByRole('region', { name: 'Next 14 days' }).getByRole('listitem');
    await expect(days.first()).toContainText('differs');
    await expect(days.first()).toContainText('Closed');
    await expect(days.nth(1)).toContainText('6 of 6 open');
    await takePicture(page, 'availability');
    await expectAccessible(page);
  });

  await test.step('the partner is told, and may ask', async () => {
    const told = createPartnerOffice(request);
    // What the partner holds once it has taken every message, in order: a slot without spots is gone.
    const holdSlots = async () => {
      const received = await told.listWebhooks();
      const slots = received
        .filter(({ body }) => body['accountId'] === partner.accountId)
        .flatMap(({ body }) => body['slots'] as Slot[])
        .filter(({ serviceId }) => serviceId === 'drain');
      const held = new Map(slots.map((one) => [`${one.startSec} ${one.durationSec}`, one]));
      return [...held.values()].filter(({ spotsTotal }) => spotsTotal > 0);
    };
    await expect.poll(async () => (await holdSlots()).length, { timeout: 20_000 }).toBe(26);
    const held = (await holdSlots()).toSorted((one, other) => one.startSec - other.startSec);
    expect(held[0]).toMatchObject({ serviceId: 'drain', spotsOpen: 3 });
    const asked = await request.post(`${portalUrl()}/api/integrations/availability`, {
      headers: { authorization: `Bearer ${token}` },
      data: { accountId: partner.accountId, serviceId: 'drain' },
    });
    const { profiles } = (await asked.json()) as { profiles: { slots: unknown[] }[] };
    expect(profiles[0]?.slots).toEqual(held);
  });

  await test.step('what a colleague saved meanwhile is kept beside one’s own', async () => {
    await page.getByLabel('Tuesday, window 1: spots').fill('9');
    await saveByColleague(page, tenantId);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Somebody saved before you')).toBeVisible();
    await expect(page.getByRole('listitem', { name: 'Sunday' })).toContainText('Closed');
    await expect(page.getByLabel('Tuesday, window 1: spots')).toHaveValue('9');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  });
});

test('the office reads the availability, also on the phone', async ({ browser }) => {
  const page = await openAs(browser, office);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${portalUrl()}/tenant/${tenantOf(page)}/availability`);
  await expect(page.getByText('You can look. Only an owner or administrator')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Next 14 days' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add window on Monday' })).toHaveCount(0);
  await expectAccessible(page);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
});

interface Slot {
  serviceId: string;
  startSec: number;
  durationSec: number;
  spotsOpen: number;
  spotsTotal: number;
}

interface Partner {
  id: string;
  name: string;
  accountId: string;
  clientId: string;
  secret: string;
}

/** A partner that listens to availability at the demo partner's receiver. */
async function makeListener(manager: Page): Promise<Partner> {
  const { retry } = test.info();
  // A retry finds the partner of the first try.
  const name = retry === 0 ? 'Open Spots' : `Open Spots ${retry}`;
  const { id } = await makeIntegration(manager, { name, urlPrefix: `${partnerUrl()}/webhooks` });
  const at = `/api/admin/integrations/${id}`;
  await send(manager, 'PUT', `${at}/webhooks`, {
    version: 1,
    webhooks: {
      accounts: false,
      profiles: false,
      services: false,
      availability: true,
      leads: false,
      leadEvents: { accept: false, decline: false, appointments: false, invoice: false },
      urlPrefix: `${partnerUrl()}/webhooks`,
    },
  });
  const made = await send(manager, 'POST', `${at}/credentials`, {});
  const { credential, secret } = (await made.json()) as {
    credential: { clientId: string };
    secret: string;
  };
  return { id, name, accountId: `spots-${id}`, clientId: credential.clientId, secret };
}

/** Pairs the tenant with the partner, which answers at once; answers the partner's access token. */
async function connect(
  page: Page,
  { tenantId, partner }: { tenantId: string; partner: Partner },
): Promise<string> {
  const at = `/api/tenant/${tenantId}/integrations/${partner.id}`;
  const agreement = (await (await send(page, 'GET', `${at}/agreement`)).json()) as { id: string };
  await send(page, 'POST', `${at}/agreement/accept`, { agreementId: agreement.id });
  const paired = await send(page, 'POST', `${at}/pair`, {});
  const { id: requestId } = (await paired.json()) as { id: string };
  const { clientId, secret } = partner;
  const reply = await page.request.post(`${portalUrl()}/connect/token`, {
    form: { grant_type: 'client_credentials', client_id: clientId, client_secret: secret },
  });
  const { access_token: token } = (await reply.json()) as { access_token: string };
  const answered = await page.request.post(`${portalUrl()}/api/integrations/accounts`, {
    headers: { authorization: `Bearer ${token}` },
    data: {
      requestId,
      status: 'COMPLETED',
      account: { id: partner.accountId, profiles: [{ id: 'main' }] },
    },
  });
  expect(answered.status(), await answered.text()).toBe(200);
  return token;
}

interface Unit {
  id: string;
  version: number;
}

async function readUnit(page: Page, tenantId: string): Promise<Unit> {
  const reply = await send(page, 'GET', `/api/tenant/${tenantId}/availability`);
  const { units } = (await reply.json()) as {
    units: { businessUnitId: string; name: string; version: number }[];
  };
  const unit = units.find(({ name }) => name === unitName);
  if (unit === undefined) throw new Error(`there is no business unit ${unitName}`);
  return { id: unit.businessUnitId, version: unit.version };
}

async function saveUnit(page: Page, tenantId: string, week: object[]): Promise<Unit> {
  const { id, version } = await readUnit(page, tenantId);
  const body = { version, capacity: { week, changedDays: [] } };
  await send(page, 'PUT', `/api/tenant/${tenantId}/availability/${id}`, body);
  return readUnit(page, tenantId);
}

/** The same but for Sunday, which is closed. */
async function saveByColleague(page: Page, tenantId: string): Promise<void> {
  const windows = [
    { from: '08:00', to: '12:00', spots: 3 },
    { from: '13:00', to: '16:00', spots: 3 },
  ];
  const week = [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, windows }));
  await saveUnit(page, tenantId, week);
}

function tenantOf(page: Page): string {
  const [, id = ''] = /tenant\/([0-9a-f-]{36})/.exec(page.url()) ?? [];
  return id;
}

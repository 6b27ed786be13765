import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { connectDemoPartner } from '../connect-demo-partner.ts';
import { acceptAgreement, mapAndFinish, signInAtPartner } from '../connect-tenant.ts';
import { createPartnerOffice } from '../demo-partner.ts';
import { openAs, partnerUrl, portalUrl, takePicture } from '../portal.ts';

const partnerName = 'Smart AC';
const readSample = (name: string) =>
  JSON.parse(readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >;

test('from connecting to verified webhooks, by Open ID Connect', async ({ browser, request }) => {
  const partnerOffice = createPartnerOffice(request);
  const manager = await openAs(browser, 'manager@demo.local');
  const { id } = await connectDemoPartner(manager, {
    name: partnerName,
    authorization: 'open_id_connect',
    partnerOffice,
  });
  await takeSetUpPictures(manager, id);

  const owner = await openAs(browser, 'owner@desert-breeze.demo');
  // The other ways to connect look at the first two steps.
  await acceptAgreement(owner, partnerName, { look: false });
  await signInAtPartner(owner, { partnerName, username: 'desert-breeze' });
  await mapAndFinish(owner, {
    standard: 'Repair HVAC',
    jobType: 'AC Repair',
    businessUnit: 'HVAC - Service',
  });
  for (const path of ['/accounts/updated', '/profiles/updated', '/services/updated']) {
    expect((await partnerOffice.waitForWebhook(path)).verified).toBe(true);
  }

  const office = await openAs(browser, 'office@desert-breeze.demo');
  await expect(office.getByRole('heading', { name: 'Leads', level: 1 })).toBeVisible();
  const sent = await partnerOffice.sendBooking(toBooking('BKG-OIDC-1'));
  expect(sent).toMatchObject({ status: 200, body: { status: 'RECEIVED' } });
  expect(sent.body['warnings']).toEqual([
    expect.objectContaining({ pointer: '/slot/startSec', code: expect.stringContaining('past') }),
  ]);
  const arrived = office.getByRole('link', { name: /Maria Alvarez/ });
  await expect(arrived).toBeVisible();
  await takePicture(office, 'inbox');
  await arrived.click();

  await workLead(office);
  await expectWebhooks(partnerOffice);
  await lookAround({ manager, office });
});

/** For the guides; the stories about the forms look at them closely. */
async function takeSetUpPictures(page: Page, id: string): Promise<void> {
  if (process.env['UPDATE_SCREENSHOTS'] !== 'true') return;
  const at = `${portalUrl()}/integrations`;
  await page.goto(`${at}/${id}?section=job-types`);
  await page.getByRole('button', { name: /^HVAC/ }).click();
  await takePicture(page, 'map-job-types');
  await page.goto(`${at}/${id}`);
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await takePicture(page, 'integration');
  await page.goto(`${at}?sort=-updatedAt`);
  await expect(page.getByRole('link', { name: partnerName, exact: true })).toBeVisible();
  await takePicture(page, 'integrations');
}

/** The sample booking with ids of this journey; its time is long past, so it is taken with a warning. */
function toBooking(partnerBookingId: string) {
  const sample = readSample('platform-booking.json');
  const slot = sample['slot'] as Record<string, unknown>;
  return {
    ...sample,
    idempotencyToken: `token-${partnerBookingId}`,
    partnerBookingId,
    slot: { ...slot, serviceId: 'poor-cooling' },
  };
}

/** The stories about leads look at these pages closely. */
async function workLead(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Maria Alvarez', level: 1 })).toBeVisible();
  await expect(page.getByText('Gold')).toBeVisible();
  await page.getByRole('button', { name: 'Accept', exact: true }).click();
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Add line' }).click();
  await page.getByLabel('SKU').fill('DIAG-AC');
  await page.getByLabel('Description').fill('AC diagnostic');
  await page.getByLabel('Quantity').fill('2');
  await page.getByLabel('Unit price').fill('89.005');
  await page.getByRole('button', { name: 'Save estimate' }).click();
  await expect(page.getByRole('button', { name: 'Save estimate' })).toBeHidden();
  await takePicture(page, 'lead');
  await page.getByRole('button', { name: 'Convert to invoice' }).first().click();
  await dialog.getByLabel('Invoice number').fill('10042-1');
  await dialog.getByLabel(/^Tax/).fill('14.24');
  await dialog.getByRole('button', { name: 'Convert to invoice' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Invoice 10042-1' })).toContainText('192.25');
}

async function expectWebhooks(
  partnerOffice: ReturnType<typeof createPartnerOffice>,
): Promise<void> {
  const bookingId = 'BKG-OIDC-1';
  const accepted = await partnerOffice.waitForWebhook('/leads/accepted', bookingId);
  const scheduled = await partnerOffice.waitForWebhook('/leads/appointment_scheduled', bookingId);
  const invoiced = await partnerOffice.waitForWebhook('/leads/invoiced', bookingId);
  for (const one of [accepted, scheduled, invoiced]) {
    expect(one).toMatchObject({
      verified: true,
      duplicate: false,
      webhookId: one.body['statusUpdateId'],
    });
  }
  const sample = readSample('platform-webhook-appointment-scheduled.json');
  expect(Object.keys(scheduled.body).sort()).toEqual(Object.keys(sample).sort());
  expect(Object.keys(scheduled.body['eventData'] as object).sort()).toEqual(
    Object.keys(sample['eventData'] as object).sort(),
  );
  expect(invoiced.body['eventData']).toMatchObject({
    invoiceNumber: '10042-1',
    currency: 'USD',
    subTotal: '178.01',
    tax: '14.24',
    total: '192.25',
    items: [{ sku: 'DIAG-AC', quantity: '2', totalPrice: '178.01' }],
  });
  const times = [accepted, scheduled, invoiced].map((one) => Number(one.body['timestamp']));
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
}

/** What the two sides see afterwards: attempts for staff, received messages for the partner. */
async function lookAround({ manager, office }: { manager: Page; office: Page }): Promise<void> {
  await manager.getByRole('link', { name: 'Deliveries' }).click();
  await expect(manager.getByRole('link', { name: /leads\/invoiced/ }).first()).toBeVisible();
  await manager
    .getByRole('link', { name: /leads\/invoiced/ })
    .first()
    .click();
  await expect(manager.getByText('192.25')).toBeVisible();
  await office.goto(`${partnerUrl()}/`);
  await expect(office.getByText(/leads\/invoiced/).first()).toBeVisible();
}

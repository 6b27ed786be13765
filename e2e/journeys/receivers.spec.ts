import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, openAs, portalUrl, takePicture } from '../portal.ts';

test('a receiver that is gone is paused, stands above the deliveries, and goes on when it is resumed', async ({
  browser,
}) => {
  let isGone = true;
  const receiver = createServer((request, response) => {
    request.resume();
    response.writeHead(isGone ? 410 : 204).end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const { port } = receiver.address() as AddressInfo;
  const prefix = `http://127.0.0.1:${port}/moved-away`;
  const page = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Moved Away Services', urlPrefix: prefix });
  const accept = await asPartner(page, id);
  await accept();

  await page.goto(`${portalUrl()}/deliveries`);
  const line = page
    .getByRole('region', { name: 'Receivers' })
    .getByRole('listitem')
    .filter({ hasText: 'Moved Away Services' });
  await expect(line).toContainText('It answered 410 (gone)');
  await expectAccessible(page);

  await accept();
  await page.goto(`${portalUrl()}/integrations/${id}/deliveries`);
  await expect(line.or(page.getByRole('region', { name: 'Receivers' }))).toContainText(
    '1 message waits',
  );
  await takePicture(page, 'receiver-paused');
  isGone = false;
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('region', { name: 'Receivers' })).toContainText('Delivering');
  await expect(page.getByRole('row', { name: /leads\/accepted.*Succeeded/ })).toHaveCount(1);

  await page.getByRole('button', { name: 'Pause deliveries' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pause deliveries?' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Pause deliveries' }).click();
  await expect(page.getByRole('region', { name: 'Receivers' })).toContainText('By hand');
  receiver.close();
});

/** How the partner posts a test booking and lets the test tenant accept it. */
async function asPartner(page: Page, integrationId: string): Promise<() => Promise<void>> {
  const at = `/api/admin/integrations/${integrationId}/credentials`;
  const made = await send(page, 'POST', at, { mode: 'sandbox' });
  const { credential, secret } = (await made.json()) as {
    credential: { clientId: string };
    secret: string;
  };
  const reply = await page.request.post(`${portalUrl()}/connect/token`, {
    form: {
      grant_type: 'client_credentials',
      client_id: credential.clientId,
      client_secret: secret,
    },
  });
  const { access_token: token } = (await reply.json()) as { access_token: string };
  const headers = { authorization: `Bearer ${token}` };
  const bookings = `${portalUrl()}/api/integrations/bookings`;
  return async () => {
    const partnerBookingId = randomUUID();
    const booked = await page.request.post(bookings, {
      headers,
      data: {
        idempotencyToken: partnerBookingId,
        partnerBookingId,
        slot: { accountId: 'test-account', profileId: 'test-profile', serviceId: 'ac-repair' },
        address: {},
        userInformation: { email: 'maria@example.com' },
      },
    });
    expect(booked.status(), await booked.text()).toBe(200);
    const accepted = await page.request.post(`${bookings}/${partnerBookingId}/simulate`, {
      headers,
      data: { outcome: 'ACCEPTED' },
    });
    expect(accepted.status(), await accepted.text()).toBe(200);
  };
}

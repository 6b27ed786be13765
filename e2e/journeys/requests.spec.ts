import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { makeIntegration, send } from '../make-integration.ts';
import { expectAccessible, portalUrl, signIn, takePicture } from '../portal.ts';

test("a manager sees why a partner's booking was refused, without the homeowner's data", async ({
  page,
  request,
}) => {
  await signIn(page, 'manager@demo.local');
  const { id } = await makeIntegration(page, { name: 'Refused Calls Leads' });
  const made = await send(page, 'POST', `/api/admin/integrations/${id}/credentials`, {});
  const { credential, secret } = (await made.json()) as {
    credential: { clientId: string };
    secret: string;
  };
  await page.goto(`${portalUrl()}/integrations/${id}/requests`);
  await expect(page.getByText('No refused requests')).toBeVisible();
  await expectAccessible(page);

  const token = await request.post(`${portalUrl()}/connect/token`, {
    form: {
      grant_type: 'client_credentials',
      client_id: credential.clientId,
      client_secret: secret,
    },
  });
  const { access_token: bearer } = (await token.json()) as { access_token: string };
  const refused = await request.post(`${portalUrl()}/api/integrations/bookings`, {
    headers: { authorization: `Bearer ${bearer}` },
    data: {
      idempotencyToken: 'refused-1',
      partnerBookingId: 'REFUSED-1',
      slot: { accountId: 'a', profileId: 'p', serviceId: 's', startSec: 1785171600000 },
      userInformation: { givenName: 'Maria', telephone: '+16025550137' },
      address: { streetAddress: '4821 E Cactus Rd' },
    },
  });
  expect(refused.status()).toBe(422);

  const row = page.getByRole('link', { name: 'Some values are not valid' });
  await expect(row).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('REFUSED-1')).toBeVisible();
  await expectAccessible(page);
  await takePicture(page, 'requests');
  await row.click();
  const detail = page.getByRole('dialog', { name: 'Some values are not valid' });
  await expect(detail.getByText('Mend the values listed below')).toBeVisible();
  await expect(detail.getByText('/slot/startSec', { exact: true })).toBeVisible();
  await expect(detail.getByText('"givenName": "[text]"')).toBeVisible();
  await expect(detail.getByText(/Maria|5550137|Cactus/)).toHaveCount(0);
  await expectAccessible(page);
  await detail.getByRole('button', { name: 'Close request' }).click();

  await page.getByRole('searchbox', { name: 'Booking id or request id' }).fill('REFUSED-2');
  await expect(page.getByText('Nothing matches')).toBeVisible();
});

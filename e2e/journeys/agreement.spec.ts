import { expect } from '@playwright/test';
import { test } from '../story.ts';
import { acceptAgreement } from '../connect-tenant.ts';
import { makeIntegration, send } from '../make-integration.ts';
import { pairByApi } from '../pair-by-api.ts';
import { expectAccessible, openAs, portalUrl, takePicture } from '../portal.ts';

test('a manager gives an integration a text of its own, and a tenant accepts it before it connects', async ({
  browser,
}) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const { id, name } = await makeIntegration(manager, { name: 'Agreement Partner' });
  const owner = await openAs(browser, 'owner@pipe-masters.demo');
  await acceptAgreement(owner, name);

  await manager.goto(`${portalUrl()}/integrations/${id}/agreement`);
  await expect(manager.getByText('The default text, version')).toBeVisible();
  await expectAccessible(manager);
  await manager.getByRole('button', { name: 'Write its own text' }).click();
  await manager.getByLabel('Title').fill('Agreement of Agreement Partner');
  await manager
    .getByRole('textbox', { name: 'Text' })
    .fill('First paragraph.\n\nSecond paragraph.');
  await expectAccessible(manager);
  await manager.getByRole('link', { name: 'Activity' }).click();
  await expect(manager.getByRole('dialog')).toContainText('Leave without saving?');
  await manager.getByRole('button', { name: 'Keep editing' }).click();
  await expect(manager.getByLabel('Title')).toHaveValue('Agreement of Agreement Partner');
  await manager.getByRole('button', { name: 'Publish version 1' }).click();
  const dialog = manager.getByRole('dialog');
  await expect(dialog).toContainText('New connections need version 1');
  await dialog.getByRole('button', { name: 'Publish version 1' }).click();
  await expect(manager.getByText('Its own text, version 1')).toBeVisible();
  await manager.getByRole('button', { name: 'Show version 1' }).click();
  await expect(manager.getByRole('dialog')).toContainText('Second paragraph.');
  await manager.keyboard.press('Escape');
  await expect(manager.getByRole('dialog')).toBeHidden();
  await expectAccessible(manager);

  await owner.goto(`${portalUrl()}/`);
  await acceptAgreement(owner, name);
  await manager.reload();
  await manager.getByRole('button', { name: 'Who accepted version 1' }).click();
  const accepted = manager.getByRole('dialog', { name: 'Who accepted version 1' });
  await expect(accepted).toContainText('Pipe Masters');
  await expect(accepted).toContainText('1 acceptance');
  await expectAccessible(manager);
  await accepted.getByRole('searchbox', { name: 'Search by tenant' }).fill('nobody of that name');
  await expect(accepted).toContainText('No tenant named');
  await accepted.getByRole('button', { name: 'Clear search' }).click();
  await expect(accepted).toContainText('Pipe Masters');
  await manager.keyboard.press('Escape');
  await manager.getByRole('button', { name: 'Go back to the default text' }).click();
  await manager
    .getByRole('dialog')
    .getByRole('button', { name: 'Go back to the default text' })
    .click();
  await expect(manager.getByText('The default text, version')).toBeVisible();
});

test('what a manager writes stays when another publishes meanwhile', async ({ browser }) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(manager, { name: 'Agreement Racers', upTo: 'general' });
  await manager.goto(`${portalUrl()}/integrations/${id}/agreement`);
  await manager.getByRole('button', { name: 'Write its own text' }).click();
  await manager.getByLabel('Title').fill('Mine');
  const other = await openAs(browser, 'admin@demo.local');
  const published = await other.request.post(
    `${portalUrl()}/api/admin/integrations/${id}/agreement`,
    {
      headers: { origin: portalUrl() },
      data: { latestVersion: 0, agreement: { title: 'Theirs', body: 'Their text.' } },
    },
  );
  expect(published.status()).toBe(200);
  await expect(manager.getByText('published version 1 meanwhile')).toBeVisible();
  await expect(manager.getByLabel('Title')).toHaveValue('Mine');
  await expectAccessible(manager);
  await manager.getByRole('button', { name: 'Go on with mine as version 2' }).click();
  await manager.getByRole('button', { name: 'Publish version 2' }).click();
  await manager.getByRole('dialog').getByRole('button', { name: 'Publish version 2' }).click();
  await expect(manager.getByText('Its own text, version 2')).toBeVisible();
});

test('a company that is connected reads what a new version changed, and accepts it where it stands', async ({
  browser,
}) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const { id, name } = await makeIntegration(manager, { name: 'Newer Terms' });
  const owner = await openAs(browser, 'owner@pipe-masters.demo');
  await pairByApi({ owner, manager, integrationId: id });
  await send(manager, 'POST', `/api/admin/integrations/${id}/agreement`, {
    latestVersion: 0,
    agreement: { title: 'Terms of Newer Terms', body: 'A paragraph of its own.' },
  });

  await owner.goto(`${portalUrl()}/`);
  await owner
    .getByRole('navigation', { name: 'Portal' })
    .getByRole('link', { name: 'Integrations' })
    .click();
  const card = owner.getByRole('article', { name });
  await expect(card).toContainText('The agreement has a new version.');
  await expect(card).toContainText('Connected');
  await takePicture(owner, 'tenant-integrations');
  await card.getByRole('link', { name: /^Read and accept/ }).click();
  await expect(owner.getByText('What is connected keeps working.')).toBeVisible();
  await expectAccessible(owner);
  await owner.getByRole('button', { name: 'Read and accept' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Terms of Newer Terms, version 1' });
  await expect(dialog).toContainText('A paragraph of its own.');
  await expectAccessible(owner);
  await dialog.getByRole('button', { name: 'Accept version 1' }).click();
  await expect(dialog).toBeHidden();
  await expect(owner.getByText('What is connected keeps working.')).toBeHidden();

  const agreement = owner.getByRole('region', { name: 'Agreement' });
  await agreement.getByRole('button', { name: 'View' }).click();
  const kept = owner.getByRole('dialog', { name: 'Accepted agreements' });
  await expect(
    kept.getByRole('button', { name: /^Terms of Newer Terms, version 1/ }),
  ).toBeVisible();
  await expect(kept.getByRole('button', { name: /Accepted by/ })).toHaveCount(2);
  await expectAccessible(owner);
});

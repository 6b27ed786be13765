import { expect, test } from '@playwright/test';
import { acceptAgreement } from '../connect-tenant.ts';
import { makeIntegration } from '../make-integration.ts';
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
  await takePicture(manager, 'agreement');

  await owner.goto(`${portalUrl()}/`);
  await acceptAgreement(owner, name);
  await manager.reload();
  await manager.getByRole('button', { name: 'Who accepted version 1' }).click();
  await expect(manager.getByRole('dialog')).toContainText('Pipe Masters');
  await manager.keyboard.press('Escape');
  await manager.getByRole('button', { name: 'Go back to the default text' }).click();
  await manager
    .getByRole('dialog')
    .getByRole('button', { name: 'Go back to the default text' })
    .click();
  await expect(manager.getByText('The default text, version')).toBeVisible();
});

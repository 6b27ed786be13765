import { expect } from '@playwright/test';
import { test } from '../story.ts';
import type { Page } from '@playwright/test';
import { makeIntegration, send } from '../make-integration.ts';
import { pairByApi } from '../pair-by-api.ts';
import { readJson } from '../partner-sign-in.ts';
import { expectAccessible, openAs, portalUrl, takePicture } from '../portal.ts';

interface Mapping {
  version: number;
  rows: {
    standardJobTypeId: string;
    name: string;
    tenantJobTypeIds: string[];
    businessUnitIds: string[];
  }[];
}

const list = `Partner Job Type ID,Partner Job Type Name,Category,Trade,Standard Job Type
panel,Panel upgrade,Electrical,Electrical,Upgrade Panel
power,No power,Electrical,Electrical,No Power
charger,EV charger,Electrical,Electrical,Install EV Charger
`;

test('an owner maps by suggestions, sets a whole trade, and loses nothing when a colleague saves first', async ({
  browser,
}) => {
  const manager = await openAs(browser, 'manager@demo.local');
  const { id } = await makeIntegration(manager, { name: 'Wire Works', jobTypes: list });
  const owner = await openAs(browser, 'owner@northern-sparks.demo');
  const { tenantId } = await pairByApi({ owner, manager, integrationId: id });
  const before = await clearMapping(owner, tenantId);
  await owner.goto(`${portalUrl()}/tenant/${tenantId}/integrations/${id}?step=job-types`);
  const covered = owner.getByRole('status').filter({ hasText: 'of 3 covered' });
  await expect(covered).toContainText('0 of 3 covered');
  await owner.getByRole('button', { name: 'Suggest mappings' }).click();
  const panel = owner.getByRole('dialog', { name: 'Suggest mappings' });
  const proposal = panel.getByRole('listitem').filter({ hasText: 'Upgrade Panel' });
  await expect(proposal).toContainText('Panel Upgrade');
  await expectAccessible(owner);
  await takePicture(owner, 'tenant-suggestions');
  await proposal.getByRole('button', { name: 'Accept Upgrade Panel' }).click();
  await expect(panel.getByText(/1 accepted, to be saved/)).toBeVisible();
  await owner.keyboard.press('Escape');
  await expect(covered).toContainText('1 of 3 covered');

  const unit = owner.getByRole('combobox', { name: 'Upgrade Panel: business units' });
  await unit.fill('Electrical');
  await owner.keyboard.press('Enter');
  await owner.keyboard.press('Escape');
  await owner.getByRole('button', { name: 'Use for all 3 of Electrical' }).first().click();
  await expect(
    owner.getByRole('button', { name: /^Save and continue \(3 changes\)/ }),
  ).toBeVisible();
  await owner.getByRole('button', { name: 'Undo' }).click();
  const save = owner.getByRole('button', { name: /^Save and continue \(1 change\)/ });
  await expect(save).toBeVisible();

  // A colleague saves the same row in another window.
  const theirs = before.rows.find((row) => row.name === 'No Power');
  const mine = before.rows.find((row) => row.name === 'Upgrade Panel');
  if (theirs === undefined || mine === undefined)
    throw new Error('the demo mapping has no such rows');
  await send(owner, 'PUT', `/api/tenant/${tenantId}/job-type-mapping`, {
    version: before.version + 1,
    rows: [theirs, { ...mine, tenantJobTypeIds: theirs.tenantJobTypeIds }],
  });
  await save.click();
  const dialog = owner.getByRole('dialog', { name: 'A colleague saved the mapping before you' });
  await expect(dialog).toContainText('Electrical: Upgrade Panel');
  await expect(dialog).toContainText('Mine: Panel Upgrade');
  await expectAccessible(owner);
  await dialog.getByRole('button', { name: 'Save and continue' }).click();

  const account = owner.getByRole('region', { name: 'Matched account' });
  await expect(account).toContainText('Paired account');
  await expect(owner.getByRole('heading', { name: 'Covered (2)' })).toBeVisible();
  await expect(owner.getByRole('heading', { name: 'Not covered (1)' })).toBeVisible();
  await expectAccessible(owner);
  await takePicture(owner, 'tenant-review');
  await mapOnThePhone(owner, tenantId);
});

/** Nothing is mapped any more; answers what was. */
async function clearMapping(owner: Page, tenantId: string): Promise<Mapping> {
  const at = `/api/tenant/${tenantId}/job-type-mapping`;
  const mapping = await readJson<Mapping>(await send(owner, 'GET', at));
  const rows = mapping.rows.map(({ standardJobTypeId, tenantJobTypeIds, businessUnitIds }) => ({
    standardJobTypeId,
    tenantJobTypeIds,
    businessUnitIds,
  }));
  await send(owner, 'PUT', at, {
    version: mapping.version,
    rows: rows
      .filter((row) => row.tenantJobTypeIds.length + row.businessUnitIds.length > 0)
      .map((row) => ({ ...row, tenantJobTypeIds: [], businessUnitIds: [] })),
  });
  return mapping;
}

/** The same editor under the navigation, at the width of a phone: no sideways scroll. */
async function mapOnThePhone(owner: Page, tenantId: string): Promise<void> {
  await owner.setViewportSize({ width: 390, height: 844 });
  await owner.goto(`${portalUrl()}/tenant/${tenantId}/job-type-mapping`);
  await owner.getByRole('searchbox', { name: 'Search job types' }).fill('no power');
  const field = owner.getByRole('combobox', { name: 'No Power: job types' });
  await expect(field).toBeVisible();
  expect(await owner.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await expectAccessible(owner);
  await field.focus();
  await owner.keyboard.press('Backspace');
  await expect(owner.getByRole('button', { name: 'Save (1 change)' })).toBeVisible();
  await owner.getByRole('button', { name: 'Discard' }).click();
  await expect(owner.getByRole('button', { name: /^Save/ })).toBeHidden();
}

import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/id.ts';
import { makeConnection, makeTenant } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { deleteIntegration } from '../delete-integration.ts';
import { getIntegration } from '../get-integration.ts';
import { activateIntegration } from '../switch-status.ts';
import {
  generalOf,
  leadsWebhooks,
  listAudit,
  makeDraft,
  makeReady,
  managerOf,
  openIdUrls,
  viewerOf,
} from '../testing/integrations-under-test.ts';
import { saveExtraDetails } from './save-extra-details.ts';
import { saveGeneral } from './save-general.ts';
import { saveTenantAccess } from './save-tenant-access.ts';
import { saveUrls } from './save-urls.ts';
import { saveWebhooks } from './save-webhooks.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem({ OUTBOUND_ALLOW_LOOPBACK: 'false' });
});
afterAll(async () => system.close());

type Context = Parameters<typeof saveGeneral>[0];

/** Every section's save with a body it takes. */
const saves: Record<
  string,
  (ctx: Context, integrationId: string, version: number) => Promise<unknown>
> = {
  general: (ctx, integrationId, version) =>
    saveGeneral(ctx, { integrationId, version, general: generalOf() }),
  extra_details: (ctx, integrationId, version) =>
    saveExtraDetails(ctx, {
      integrationId,
      version,
      extraDetails: { rows: [{ parameter: 'leadCost', displayName: 'Lead cost' }] },
    }),
  webhooks: (ctx, integrationId, version) =>
    saveWebhooks(ctx, { integrationId, version, webhooks: leadsWebhooks }),
  urls: (ctx, integrationId, version) =>
    saveUrls(ctx, { integrationId, version, urls: openIdUrls }),
  tenant_access: (ctx, integrationId, version) =>
    saveTenantAccess(ctx, {
      integrationId,
      version,
      tenantAccess: { mode: 'all', enable: [], disable: [] },
      confirm: false,
    }),
};
const names = Object.keys(saves);

function save(section: string, ctx: Context, integrationId: string, version: number) {
  const run = saves[section];
  if (run === undefined) throw new Error(`no save of ${section}`);
  return run(ctx, integrationId, version);
}

const firstVersionOf = (section: string) => (section === 'general' ? 1 : 0);

test.each(names)('%s: saves under the next version, completes, and is audited', async (section) => {
  const id = await makeDraft(system);
  const version = firstVersionOf(section);
  await save(section, managerOf(system), id, version);
  const integration = await getIntegration(managerOf(system), id);
  expect(integration.sections.find((one) => one.section === section)).toMatchObject({
    state: 'complete',
    version: version + 1,
    savedByName: 'Mia',
  });
  const audit = (await listAudit(system, id)).at(-1);
  expect(audit).toMatchObject({ action: `integration.save_${section}`, actor_name: 'Mia' });
  expect(audit?.after).not.toBeNull();
});

test.each(names)('%s: a viewer saves nothing', async (section) => {
  const id = await makeDraft(system);
  await expectProblem(save(section, viewerOf(system), id, firstVersionOf(section)), 'forbidden');
  expect(await listAudit(system, id)).toHaveLength(1);
});

test.each(names)('%s: an older version is refused and says who saved what', async (section) => {
  const id = await makeDraft(system);
  const version = firstVersionOf(section);
  await save(section, managerOf(system), id, version);
  const problem = await expectProblem(
    save(section, managerOf(system), id, version),
    'changed_meanwhile',
  );
  expect(problem.context).toMatchObject({
    currentVersion: version + 1,
    savedByName: 'Mia',
    savedAt: expect.any(String),
  });
});

test.each(names)('%s: neither an unknown nor a deleted integration is there', async (section) => {
  const version = firstVersionOf(section);
  await expectProblem(save(section, managerOf(system), newId(), version), 'not_found');
  const id = await makeDraft(system);
  await deleteIntegration(managerOf(system), { id, confirmName: undefined });
  await expectProblem(save(section, managerOf(system), id, version), 'not_found');
  await expectProblem(getIntegration(managerOf(system), id), 'not_found');
});

test('the type does not change while tenants are connected', async () => {
  const id = await makeDraft(system);
  const tenantId = await makeTenant(system.db);
  await makeConnection(system.db, { tenantId, integrationId: id });
  await makeConnection(system.db, { tenantId, integrationId: id });
  const general = generalOf({ tenantAuthorizationType: 'st_pairing' });
  const problem = await expectProblem(
    saveGeneral(managerOf(system), { integrationId: id, version: 1, general }),
    'tenants_connected',
  );
  expect(problem.context).toEqual({ connectedTenants: 1 });
  expect(problem.errors).toMatchObject([{ pointer: '/general/tenantAuthorizationType' }]);
});

test('a type that would leave an active integration incomplete is refused, naming what', async () => {
  const id = await makeReady(system);
  await activateIntegration(managerOf(system), id);
  const urls = { ...openIdUrls, clientSecret: null, pairingUrl: null };
  await saveUrls(managerOf(system), { integrationId: id, version: 1, urls });
  const general = generalOf({ tenantAuthorizationType: 'st_pairing' });
  const problem = await expectProblem(
    saveGeneral(managerOf(system), { integrationId: id, version: 1, general }),
    'would_become_incomplete',
  );
  expect(problem.context).toEqual({
    missing: [{ section: 'urls', message: 'The Partner Pairing URL is missing' }],
  });
  const after = await getIntegration(managerOf(system), id);
  expect(after.general.tenantAuthorizationType).toBe('open_id_connect');
  expect(after.sections[0]?.version).toBe(1);
});

test('an active integration whose last credential is gone can still be edited', async () => {
  const id = await makeReady(system);
  await activateIntegration(managerOf(system), id);
  await system.db.deleteFrom('partner_credential').where('integration_id', '=', id).execute();
  await save('general', managerOf(system), id, 1);
});

test('Extra Details are replaced as a whole, in their order', async () => {
  const id = await makeDraft(system);
  const ctx = managerOf(system);
  const rows = Array.from({ length: 50 }, (_, index) => ({
    parameter: `p${index}`,
    displayName: `P ${index}`,
  }));
  await saveExtraDetails(ctx, { integrationId: id, version: 0, extraDetails: { rows } });
  const turned = rows.toReversed();
  const after = await saveExtraDetails(ctx, {
    integrationId: id,
    version: 1,
    extraDetails: { rows: turned },
  });
  expect(after.extraDetails).toEqual(turned);
});

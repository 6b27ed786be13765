import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { getIntegration } from '../get-integration.ts';
import {
  generalOf,
  leadsWebhooks,
  listAudit,
  makeDraft,
  managerOf,
  openIdUrls,
} from '../testing/integrations-under-test.ts';
import { saveGeneral } from './save-general.ts';
import { saveUrls } from './save-urls.ts';
import { saveWebhooks } from './save-webhooks.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem({ OUTBOUND_ALLOW_LOOPBACK: 'false' });
});
afterAll(async () => system.close());

test('the Client Secret is sealed, kept by null, and told to nobody', async () => {
  const id = await makeDraft(system);
  const ctx = managerOf(system);
  await saveUrls(ctx, { integrationId: id, version: 0, urls: openIdUrls });
  const urls = { ...openIdUrls, clientSecret: null, clientId: 'other' };
  const integration = await saveUrls(ctx, { integrationId: id, version: 1, urls });
  expect(integration.urls).toMatchObject({
    clientId: 'other',
    clientSecretStored: true,
    clientSecretExpiresOn: '2027-05-01',
    scopes: 'openid profile',
  });
  const stored = await system.db
    .selectFrom('integration_urls')
    .select('client_secret_sealed')
    .where('integration_id', '=', id)
    .executeTakeFirstOrThrow();
  expect(
    system.services.sealer.open(stored.client_secret_sealed ?? '', `oidc-client-secret:${id}`),
  ).toBe('planted-client-secret');
  const told = JSON.stringify([integration, await listAudit(system, id), stored]);
  expect(told).not.toContain('planted-client-secret');
});

test('a missing required field of the present type is refused with every fault, and nothing is stored', async () => {
  const id = await makeDraft(system);
  const urls = { ...openIdUrls, clientSecret: null, scopes: 'profile' };
  const problem = await expectProblem(
    saveUrls(managerOf(system), { integrationId: id, version: 0, urls }),
    'validation_failed',
  );
  expect(problem.errors.map(({ pointer }) => pointer)).toEqual([
    '/urls/clientSecret',
    '/urls/scopes',
  ]);
  const { urls: after } = await getIntegration(managerOf(system), id);
  expect(after.clientId).toBeNull();
});

test('http and private addresses are refused with the loopback switch off', async () => {
  const id = await makeDraft(system);
  for (const address of [
    'http://partner.example.com/d',
    'https://127.0.0.1/d',
    'https://10.1.2.3/d',
  ]) {
    await expectProblem(
      saveUrls(managerOf(system), {
        integrationId: id,
        version: 0,
        urls: {
          ...openIdUrls,
          configurationEndpoint: `${address}/.well-known/openid-configuration`,
        },
      }),
      'validation_failed',
    );
    await expectProblem(
      saveWebhooks(managerOf(system), {
        integrationId: id,
        version: 0,
        webhooks: { ...leadsWebhooks, urlPrefix: address },
      }),
      'validation_failed',
    );
  }
});

test('Open ID Connect needs a prefix once anything is on; with all off it may stay empty', async () => {
  const id = await makeDraft(system);
  const ctx = managerOf(system);
  const without = { ...leadsWebhooks, urlPrefix: null };
  const problem = await expectProblem(
    saveWebhooks(ctx, { integrationId: id, version: 0, webhooks: without }),
    'validation_failed',
  );
  expect(problem.errors).toMatchObject([{ pointer: '/webhooks/urlPrefix' }]);
  const off = { ...without, leads: false };
  const { sections, signingKeys } = await saveWebhooks(ctx, {
    integrationId: id,
    version: 0,
    webhooks: off,
  });
  expect(sections[3]).toMatchObject({ state: 'complete', warning: expect.stringContaining('off') });
  expect(signingKeys).toEqual([]);
});

test('ST Pairing needs no prefix and gets its signing key with the first save, once', async () => {
  const id = await makeDraft(system, { tenantAuthorizationType: 'st_pairing' });
  const ctx = managerOf(system);
  const webhooks = { ...leadsWebhooks, urlPrefix: null };
  const first = await saveWebhooks(ctx, { integrationId: id, version: 0, webhooks });
  expect(first.signingKeys).toHaveLength(1);
  const second = await saveWebhooks(ctx, { integrationId: id, version: 1, webhooks });
  expect(second.signingKeys).toEqual(first.signingKeys);
});

test('a switch to ST Pairing makes the signing key that the saved Webhooks lack', async () => {
  const id = await makeDraft(system);
  const ctx = managerOf(system);
  await saveWebhooks(ctx, { integrationId: id, version: 0, webhooks: leadsWebhooks });
  const general = generalOf({ tenantAuthorizationType: 'st_pairing' });
  const { signingKeys } = await saveGeneral(ctx, { integrationId: id, version: 1, general });
  expect(signingKeys).toHaveLength(1);
});

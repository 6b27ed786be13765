import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeConnection, makeIntegration, makeTenant } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { getIntegration } from '../get-integration.ts';
import {
  generalOf,
  listAudit,
  makeDraft,
  managerOf,
  openIdUrls,
} from '../testing/integrations-under-test.ts';
import { saveGeneral } from './save-general.ts';
import { saveUrls } from './save-urls.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(async () => system.close());

const endpoint = (origin: string) => `${origin}/.well-known/openid-configuration`;
const pairing = { tenantAuthorizationType: 'st_pairing' } as const;
const kept = { ...openIdUrls, clientSecret: null };

/** Saved URLs with a secret for https://partner.example.com, at version 1. */
async function makeSaved(): Promise<string> {
  const integrationId = await makeDraft(system);
  await saveUrls(managerOf(system), { integrationId, version: 0, urls: openIdUrls });
  return integrationId;
}

async function isSecretStored(integrationId: string): Promise<boolean> {
  return (await getIntegration(managerOf(system), integrationId)).urls.clientSecretStored;
}

test.each([
  ['the same address', endpoint('https://partner.example.com')],
  ['another path of the same server', endpoint('https://partner.example.com/tenant-2')],
  ['the same server, its usual port named', endpoint('https://partner.example.com:443')],
  ['the same server in capitals', endpoint('https://PARTNER.example.com')],
])('the stored Client Secret stays for %s', async (_what, configurationEndpoint) => {
  const integrationId = await makeSaved();
  const urls = { ...kept, configurationEndpoint };
  await saveUrls(managerOf(system), { integrationId, version: 1, urls });
  expect(await isSecretStored(integrationId)).toBe(true);
});

test.each([
  ['another server', endpoint('https://evil.example')],
  ['another port', endpoint('https://partner.example.com:8443')],
  ['a name that begins alike', endpoint('https://partner.example.com.evil.example')],
  ['a sub-domain', endpoint('https://login.partner.example.com')],
])('the Client Secret has to be typed anew for %s', async (_what, configurationEndpoint) => {
  const integrationId = await makeSaved();
  const urls = { ...kept, configurationEndpoint };
  const problem = await expectProblem(
    saveUrls(managerOf(system), { integrationId, version: 1, urls }),
    'validation_failed',
  );
  expect(problem.errors).toEqual([
    { pointer: '/urls/clientSecret', message: 'Enter the Client Secret.' },
  ]);
  const typed = { ...urls, clientSecret: 'another-secret' };
  await saveUrls(managerOf(system), { integrationId, version: 1, urls: typed });
  expect(await isSecretStored(integrationId)).toBe(true);
});

test('the way round by ST Pairing, whose saves require no secret, does not carry it to another server', async () => {
  const integrationId = await makeSaved();
  const ctx = managerOf(system);
  const general = generalOf(pairing);
  await saveGeneral(ctx, { integrationId, version: 1, general });
  const unused = { ...kept, pairingUrl: 'https://partner.example.com/pair' };
  await saveUrls(ctx, { integrationId, version: 1, urls: unused });
  expect(await isSecretStored(integrationId)).toBe(true);
  const moved = { ...unused, configurationEndpoint: endpoint('https://evil.example') };
  await saveUrls(ctx, { integrationId, version: 2, urls: moved });
  expect(await isSecretStored(integrationId)).toBe(false);
  await saveUrls(ctx, { integrationId, version: 3, urls: unused });
  expect(await isSecretStored(integrationId)).toBe(false);
});

test('a changed issuer under connections asks with their number, and is saved once confirmed', async () => {
  const integrationId = await makeSaved();
  const ctx = managerOf(system);
  const urls = { ...openIdUrls, configurationEndpoint: endpoint('https://new.example') };
  const save = (confirm?: boolean) => saveUrls(ctx, { integrationId, version: 1, urls, confirm });
  await makeConnection(system.db, { tenantId: await makeTenant(system.db), integrationId });
  const one = await expectProblem(save(), 'confirmation_needed');
  expect(one.detail).toContain(
    '1 connection was made by signing in at https://partner.example.com. It keeps',
  );
  await makeConnection(system.db, { tenantId: await makeTenant(system.db), integrationId });
  const two = await expectProblem(save(false), 'confirmation_needed');
  expect(two.context).toEqual({ connections: 2, issuer: 'https://new.example' });
  expect(two.detail).toContain('2 connections were made');
  expect((await getIntegration(ctx, integrationId)).urls.configurationEndpoint).toBe(
    openIdUrls.configurationEndpoint,
  );
  const saved = await save(true);
  expect(saved.urls.configurationEndpoint).toBe(urls.configurationEndpoint);
  const entry = (await listAudit(system, integrationId)).at(-1);
  expect(entry).toMatchObject({
    action: 'integration.save_urls',
    before: { configurationEndpoint: openIdUrls.configurationEndpoint },
    after: { configurationEndpoint: urls.configurationEndpoint, clientSecretReplaced: true },
  });
});

test('nothing is asked while nobody is connected, or while the issuer stays', async () => {
  const ctx = managerOf(system);
  const free = await makeSaved();
  const urls = { ...openIdUrls, configurationEndpoint: endpoint('https://new.example') };
  await saveUrls(ctx, { integrationId: free, version: 1, urls });
  const used = await makeSaved();
  await makeConnection(system.db, { tenantId: await makeTenant(system.db), integrationId: used });
  await saveUrls(ctx, {
    integrationId: used,
    version: 1,
    urls: { ...kept, clientId: 'another-client' },
  });
  expect((await getIntegration(ctx, used)).urls.clientId).toBe('another-client');
});

test('another Partner Pairing URL has open spots compared, as what waits at the old one is not sent any more', async () => {
  const integrationId = await makeIntegration(system.db, { ...pairing, status: 'inactive' });
  await makeConnection(system.db, { tenantId: await makeTenant(system.db), integrationId });
  const save = (version: number, clientId: string) =>
    saveUrls(managerOf(system), {
      integrationId,
      version,
      urls: { ...kept, clientId, pairingUrl: 'https://partner.example.com/pair' },
    });
  const { boss } = system.services.queue;
  const listJobs = () => boss.findJobs('compare-availability', { data: { integrationId } });
  await save(1, 'one');
  expect(await listJobs()).toHaveLength(1);
  await boss.deleteQueuedJobs('compare-availability');
  await save(2, 'two');
  expect(await listJobs()).toEqual([]);
});

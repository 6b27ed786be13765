import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectionTest } from '@leads/contract/connection-test';
import { newId } from '#platform/id.ts';
import { makeIntegration } from '#testing/factories.ts';
import type { SignedInHeaders } from '#testing/sign-in-as.ts';
import { clientSecret } from '../testing/client.ts';
import { pathsOf, startMisbehavingProvider } from '../testing/misbehaving-provider.ts';
import type { MisbehavingProvider } from '../testing/misbehaving-provider.ts';
import { startPartnerProvider } from '../testing/partner-provider.ts';
import type { PartnerProvider } from '../testing/partner-provider.ts';
import { createStaffScene, formOf, saveForm } from '../testing/staff-scene.ts';
import type { StaffScene } from '../testing/staff-scene.ts';

let scene: StaffScene;
let partner: PartnerProvider;
let other: MisbehavingProvider;
let headers: SignedInHeaders;

beforeAll(async () => {
  scene = await createStaffScene();
  partner = await startPartnerProvider(scene.redirectUri);
  other = await startMisbehavingProvider();
  ({ headers } = await scene.signIn('manager'));
});
afterAll(async () => {
  await other.close();
  await partner.close();
  await scene.close();
});

const clientOf = ({ checks }: ConnectionTest) => checks.find(({ id }) => id === 'client');

test('a viewer may not test, and nothing is sent or recorded', async () => {
  const { headers: viewer } = await scene.signIn('viewer');
  other.requests = [];
  const reply = await scene.post('test-connection', formOf(other.configurationEndpoint), viewer);
  expect([reply.statusCode, reply.json().code]).toEqual([403, 'forbidden']);
  expect(other.requests).toEqual([]);
  expect(await scene.listAudit('integration.test_connection')).toEqual([]);
});

test('an integration that is not there or was deleted is hidden', async () => {
  const { app, db } = scene;
  const deleted = await makeIntegration(db);
  await db
    .updateTable('integration')
    .set({ deleted_at: new Date() })
    .where('id', '=', deleted)
    .execute();
  for (const id of [newId(), deleted]) {
    const reply = await app.inject({
      method: 'POST',
      url: `/api/admin/integrations/${id}/test-connection`,
      headers,
      payload: { urls: formOf(partner.configurationEndpoint) },
    });
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'not_found']);
  }
});

test('the audit says which address was tested with what result, and the secret stands nowhere', async () => {
  const urls = formOf(partner.configurationEndpoint, { clientSecret: 'planted wrong secret' });
  const reply = await scene.post('test-connection', urls, headers);
  const entry = (await scene.listAudit('integration.test_connection')).at(-1);
  expect(entry?.after).toEqual({
    address: partner.configurationEndpoint,
    clientId: urls.clientId,
    failed: ['client'],
    warnings: [],
  });
  const stored = await scene.db
    .selectFrom('integration_urls')
    .selectAll()
    .where('integration_id', '=', scene.integrationId)
    .execute();
  expect(stored).toEqual([]);
  expect(JSON.stringify([reply.body, entry])).not.toContain('planted');
});

test('the stored Client Secret is used for its own server, and is sent to no other', async () => {
  const { app, base } = scene;
  await saveForm(app, { base, headers, version: 1, urls: formOf(partner.configurationEndpoint) });
  const stored = { clientSecret: null };
  const same = await scene.post(
    'test-connection',
    formOf(partner.configurationEndpoint, stored),
    headers,
  );
  expect(clientOf(same.json())?.result).toBe('passed');
  expect(same.body).not.toContain(clientSecret);
  other.requests = [];
  const elsewhere = formOf(other.configurationEndpoint, stored);
  const refused = await scene.post('test-connection', elsewhere, headers);
  expect(clientOf(refused.json())?.result).toBe('skipped');
  expect(pathsOf(other)).not.toContain('/token');
  const tried = await scene.post('try-sign-in', elsewhere, headers);
  expect(tried.json()).toMatchObject({
    code: 'validation_failed',
    errors: [{ pointer: '/urls/clientSecret' }],
  });
});

test('the Client Secret is not sent to a provider that names another issuer', async () => {
  other.behaviour = { metadata: (made) => ({ ...made, issuer: 'https://other.example' }) };
  other.requests = [];
  const reply = await scene.post('test-connection', formOf(other.configurationEndpoint), headers);
  other.behaviour = {};
  expect(clientOf(reply.json())?.result).toBe('skipped');
  expect(pathsOf(other)).toContain('/jwks');
  expect(pathsOf(other)).not.toContain('/token');
});

test('a partner that never answers is given up within 12 seconds, wherever it hangs', async () => {
  const silent = await startMisbehavingProvider();
  silent.behaviour = { hangsAt: ['/.well-known/openid-configuration'] };
  other.behaviour = { hangsAt: ['/jwks', '/token'] };
  const startedMs = performance.now();
  const [first, second] = await Promise.all(
    [silent, other].map(({ configurationEndpoint }) =>
      scene.post('test-connection', formOf(configurationEndpoint), headers),
    ),
  );
  // Either step takes six seconds at most, and keys and client are asked at once.
  expect(performance.now() - startedMs).toBeLessThan(11_500);
  expect(first?.json().checks.find(({ id }: { id: string }) => id === 'tls').result).toBe('failed');
  const checks = second?.json().checks as ConnectionTest['checks'];
  expect(checks.filter(({ result }) => result === 'failed').map(({ id }) => id)).toEqual([
    'keys',
    'client',
  ]);
  other.behaviour = {};
  await silent.close();
}, 30_000);

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '#platform/id.ts';
import {
  createIntegrationApp,
  generalOf,
  leadsWebhooks,
  makeDraft,
  openIdUrls,
  staffIdentity,
} from './testing/integrations-under-test.ts';

let running: Awaited<ReturnType<typeof createIntegrationApp>>;
beforeAll(async () => {
  running = await createIntegrationApp();
});
afterAll(async () => running.close());
beforeEach(() => {
  running.caller.identity = staffIdentity('manager');
});

const base = '/api/admin/integrations';

test('creates, reads, saves every section, lists and deletes over HTTP', async () => {
  const { call } = running;
  const id = newId();
  const general = generalOf({ name: `Http ${id}` });
  const callbackUrl = `http://localhost:4600/oidc/callback/${id}`;
  const early = await call('GET', `${base}/${id.toUpperCase()}/callback-url`);
  expect(early.json()).toEqual({ callbackUrl });
  expect((await call('POST', base, { id, general })).statusCode).toBe(200);
  const saves: [string, object][] = [
    ['general', { version: 1, general: { ...general, technicalContactEmail: '' } }],
    ['extra-details', { version: 0, extraDetails: { rows: [] } }],
    [
      'webhooks',
      { version: 0, webhooks: { ...leadsWebhooks, urlPrefix: 'https://p.example/h//' } },
    ],
    ['urls', { version: 0, urls: openIdUrls }],
    ['tenant-access', { version: 0, tenantAccess: { mode: 'all', enable: [], disable: [] } }],
  ];
  for (const [section, body] of saves) {
    const reply = await call('PUT', `${base}/${id}/${section}`, body);
    expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)]);
  }
  const integration = (await call('GET', `${base}/${id}`)).json();
  expect(integration).toMatchObject({
    id,
    callbackUrl,
    general,
    webhooks: { urlPrefix: 'https://p.example/h' },
    missing: [{ section: 'job_types' }, { section: 'credentials' }],
  });
  expect(JSON.stringify(integration)).not.toContain('planted-client-secret');
  const listed = await call('GET', `${base}?search=${id}&sort=-updatedAt`);
  expect(listed.json()).toMatchObject({ items: [{ id, sectionsComplete: 5 }], total: 1 });
  expect((await call('GET', `${base}/${id}/tenants?search=x`)).json()).toMatchObject({ items: [] });
  expect((await call('POST', `${base}/${id}/activate`)).json()).toMatchObject({
    code: 'not_ready',
    context: { missing: [{ section: 'job_types' }, { section: 'credentials' }] },
  });
  expect((await call('POST', `${base}/${id}/deactivate`)).json().status).toBe('draft');
  expect((await call('DELETE', `${base}/${id}`)).json()).toEqual({ done: true });
  expect((await call('GET', `${base}/${id}`)).statusCode).toBe(404);
});

test('an id in capitals is the same integration, its secret opens all the same', async () => {
  const id = await makeDraft(running.system);
  const body = { version: 0, urls: openIdUrls };
  const reply = await running.call('PUT', `${base}/${id.toUpperCase()}/urls`, body);
  expect(reply.json().id).toBe(id);
  const { client_secret_sealed: sealed } = await running.system.db
    .selectFrom('integration_urls')
    .select('client_secret_sealed')
    .where('integration_id', '=', id)
    .executeTakeFirstOrThrow();
  const open = () => running.system.services.sealer.open(sealed ?? '', `oidc-client-secret:${id}`);
  expect(open()).toBe('planted-client-secret');
});

test('unknown properties are ignored and never stored', async () => {
  const id = newId();
  const general = {
    ...generalOf(),
    status: 'active',
    deletedAt: '2026-01-01',
    updatedByName: 'Mallory',
  };
  const body = { id, general, status: 'active', createdAt: '2000-01-01' };
  const reply = await running.call('POST', base, body);
  expect(reply.json()).toMatchObject({ status: 'draft', updatedByName: 'Mia' });
  expect(reply.body).not.toContain('Mallory');
  const polluted = `{"version":1,"general":${JSON.stringify(generalOf())},"__proto__":{"version":9}}`;
  const saved = await running.app.inject({
    method: 'PUT',
    url: `${base}/${id}/general`,
    headers: { origin: 'http://localhost:4600', 'content-type': 'application/json' },
    payload: polluted,
  });
  expect(saved.statusCode).toBe(200);
});

test.each<[string, object, string]>([
  ['a name of 1 character', { name: 'A' }, '/general/name'],
  ['a name of one character written as two units', { name: '😀' }, '/general/name'],
  ['a name of 101 characters', { name: 'a'.repeat(101) }, '/general/name'],
  ['a name of spaces', { name: '     ' }, '/general/name'],
  ['a name with a zero byte', { name: 'Ac\0me' }, '/general/name'],
  ['no description', { description: '' }, '/general/description'],
  ['a description of 1,001 characters', { description: 'a'.repeat(1001) }, '/general/description'],
  ['an odd e-mail', { technicalContactEmail: 'nobody' }, '/general/technicalContactEmail'],
  ['an odd type', { tenantAuthorizationType: 'saml' }, '/general/tenantAuthorizationType'],
])('refuses %s on its field, and stores nothing', async (_title, values, pointer) => {
  const id = newId();
  const reply = await running.call('POST', base, { id, general: { ...generalOf(), ...values } });
  expect(reply.statusCode).toBe(422);
  expect(reply.json().errors).toMatchObject([{ pointer }]);
  expect((await running.call('GET', `${base}/${id}`)).statusCode).toBe(404);
});

test('takes names of 2 and of 100 characters, and a description of 1,000', async () => {
  const mark = newId().slice(-8);
  for (const name of [`${mark.slice(0, 1)}${mark.slice(-1)}`, mark.padEnd(100, 'a')]) {
    const general = generalOf({ name, description: 'line\n'.repeat(199) + 'lines' });
    const reply = await running.call('POST', base, { id: newId(), general });
    expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)]);
  }
});

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ parameter: `p${index}`, displayName: 'P' }));

test('takes 50 extra details; the 51st is refused in words', async () => {
  const id = await makeDraft(running.system);
  const url = `${base}/${id}/extra-details`;
  const beyond = await running.call('PUT', url, { version: 0, extraDetails: { rows: rowsOf(51) } });
  expect(beyond.statusCode).toBe(422);
  expect(beyond.json().detail).toContain('You can add up to 50 parameters');
  const edge = await running.call('PUT', url, { version: 0, extraDetails: { rows: rowsOf(50) } });
  expect(edge.json().extraDetails).toHaveLength(50);
});

test('a Leads webhook without an event is refused in words', async () => {
  const id = await makeDraft(running.system);
  const leadEvents = { accept: false, decline: false, appointments: false, invoice: false };
  const reply = await running.call('PUT', `${base}/${id}/webhooks`, {
    version: 0,
    webhooks: { ...leadsWebhooks, leadEvents },
  });
  expect(reply.json().errors).toMatchObject([
    { pointer: '/webhooks/leadEvents', message: expect.stringContaining('at least one event') },
  ]);
});

test('a search with odd characters finds nothing or is refused, and never fails', async () => {
  for (const search of ["'; drop table tenant; --", '%25', '\\', '%00', '😀']) {
    const reply = await running.call('GET', `${base}?search=${encodeURIComponent(search)}`);
    expect([200, 400]).toContain(reply.statusCode);
  }
  expect((await running.call('GET', `${base}?search=%00`)).statusCode).toBe(400);
});

test('a viewer reads and changes nothing; strangers get nothing', async () => {
  const id = await makeDraft(running.system);
  running.caller.identity = staffIdentity('viewer');
  expect((await running.call('GET', `${base}/${id}`)).statusCode).toBe(200);
  expect((await running.call('DELETE', `${base}/${id}`)).json().code).toBe('forbidden');
  running.caller.identity = {
    kind: 'user',
    userId: 't1',
    name: 'Tom',
    email: 'tom@example.com',
    sessionId: 's2',
    staffRole: null,
    memberships: [],
  };
  expect((await running.call('GET', `${base}/${id}`)).statusCode).toBe(404);
  running.caller.identity = undefined;
  expect((await running.call('GET', `${base}/${id}`)).statusCode).toBe(401);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  generalOf,
  leadsWebhooks,
  makeReady,
  openIdUrls,
} from '#features/integrations/testing/integrations-under-test.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import type { SignedInHeaders } from '#testing/sign-in-as.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';

let server: TestApp;
let headers: SignedInHeaders;

beforeAll(async () => {
  server = await createTestApp();
  ({ headers } = await makeSignedInUser(server.app, server.system.db, { staffRole: 'manager' }));
});
afterAll(() => server.close());

async function call(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object) {
  const url = `/api/admin/integrations/${path}`;
  return server.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
}

async function makeActive(values: Parameters<typeof makeReady>[1] = {}): Promise<string> {
  const id = await makeReady(server.system, values);
  const reply = await call('POST', `${id}/activate`);
  expect(reply.statusCode).toBe(200);
  return id;
}

/** The whole list again, with its mapping cleared: what an import of `none` in each row asks for. */
async function importWithoutMappings(id: string) {
  const boundary = 'boundary-of-the-test';
  const csv =
    'Partner Job Type ID,Partner Job Type Name,Standard Job Type\nac-repair,AC repair,none\n';
  const preview = await server.app.inject({
    method: 'POST',
    url: `/api/admin/integrations/${id}/job-types/preview`,
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${csv}\r\n--${boundary}--\r\n`,
  });
  expect(preview.statusCode).toBe(200);
  const { previewId } = preview.json();
  return call('POST', `${id}/job-types/apply`, { previewId, confirmRemovedMapped: 1 });
}

async function unmapAll(id: string) {
  const { version, partnerJobTypes } = (await call('GET', `${id}/job-type-mapping`)).json();
  const mappings = partnerJobTypes.map((one: { id: string }) => ({
    partnerJobTypeId: one.id,
    standardJobTypeId: null,
  }));
  return call('PUT', `${id}/job-type-mapping`, { version, mappings });
}

const withoutPairing = { ...openIdUrls, clientSecret: null, pairingUrl: null };

/** Each save that would take from an active integration what it needs, and the section that would miss it. */
const takingAway = [
  [
    'General Information, by a type whose URLs are not there',
    'urls',
    async (id: string) => {
      await call('PUT', `${id}/urls`, { version: 1, urls: withoutPairing });
      return call('PUT', `${id}/general`, {
        version: 1,
        general: generalOf({ tenantAuthorizationType: 'st_pairing' }),
      });
    },
  ],
  ['Map Job Types, by unmapping the last', 'job_types', unmapAll],
  ['Map Job Types, by an import that clears the last mapping', 'job_types', importWithoutMappings],
] as const;

test.each(takingAway)(
  '%s: refused while active, and nothing is stored',
  async (_, section, take) => {
    const id = await makeActive();
    const refused = await take(id);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'would_become_incomplete']);
    expect(refused.json().context.missing).toMatchObject([{ section }]);
    expect(refused.json().detail).toContain('turn its Status off first');
    const after = (await call('GET', id)).json();
    expect(after.status).toBe('active');
    expect(after.missing).toEqual([]);
    await call('POST', `${id}/deactivate`);
    expect((await take(id)).statusCode).toBe(200);
  },
);

test.each([
  ['webhooks', '/webhooks/urlPrefix', { ...leadsWebhooks, urlPrefix: null }],
  ['urls', '/urls/configurationEndpoint', { ...openIdUrls, configurationEndpoint: null }],
  ['urls', '/urls/clientId', { ...openIdUrls, clientId: null }],
  ['urls', '/urls/scopes', { ...openIdUrls, scopes: 'profile' }],
])(
  '%s: a form that lacks %s is refused on the field, active or not',
  async (section, pointer, body) => {
    const id = await makeActive();
    const save = () => call('PUT', `${id}/${section}`, { version: 1, [section]: body });
    const refused = await save();
    expect(refused.statusCode).toBe(422);
    expect(refused.json().errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer);
    await call('POST', `${id}/deactivate`);
    expect((await save()).statusCode).toBe(422);
    expect((await call('GET', id)).json().missing).toEqual([]);
  },
);

test('ST Pairing: the Partner Pairing URL cannot be taken away, the WebHook URL can', async () => {
  const id = await makeActive({ tenantAuthorizationType: 'st_pairing' });
  const refused = await call('PUT', `${id}/urls`, { version: 1, urls: withoutPairing });
  expect(refused.statusCode).toBe(422);
  expect(refused.json().errors).toMatchObject([{ pointer: '/urls/pairingUrl' }]);
  const webhooks = { ...leadsWebhooks, urlPrefix: null };
  expect((await call('PUT', `${id}/webhooks`, { version: 1, webhooks })).statusCode).toBe(200);
});

test('Extra Details without rows and Tenant Access without tenants are complete', async () => {
  const id = await makeActive();
  const saves = [
    await call('PUT', `${id}/extra-details`, { version: 1, extraDetails: { rows: [] } }),
    await call('PUT', `${id}/tenant-access`, {
      version: 1,
      tenantAccess: { mode: 'specific', enable: [], disable: [] },
    }),
  ];
  expect(saves.map((one) => one.statusCode)).toEqual([200, 200]);
  expect((await call('GET', id)).json()).toMatchObject({ status: 'active', missing: [] });
});

import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '@leads/contract';
import { actionTable } from '@leads/contract/action';
import { toUrl } from '@leads/contract/endpoint';
import type { Endpoint } from '@leads/contract/endpoint';
import { problemTable } from '@leads/contract/problem';
import { newId } from '#platform/id.ts';
import { makeTenant } from '#testing/factories.ts';
import { sampleBodies } from '#testing/sample-bodies.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import type { SignedInHeaders } from '#testing/sign-in-as.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';

let test: TestApp;
let tenantId: string;
let viewer: SignedInHeaders;
let office: SignedInHeaders;

beforeAll(async () => {
  test = await createTestApp();
  tenantId = await makeTenant(test.system.db);
  const { app, system } = test;
  viewer = (await makeSignedInUser(app, system.db, { staffRole: 'viewer' })).headers;
  office = (await makeSignedInUser(app, system.db, { tenantId, tenantRole: 'office' })).headers;
});
afterAll(() => test.close());

const endpoints = Object.entries(api as Record<string, unknown>).filter(
  (entry): entry is [string, Endpoint] =>
    typeof entry[1] === 'object' && entry[1] !== null && 'surface' in entry[1],
);
const onSurface = (...surfaces: string[]) =>
  endpoints.filter(([, endpoint]) => surfaces.includes(endpoint.surface));
const internal = ['admin', 'tenant', 'platform'];

function addressOf(endpoint: Endpoint, tenant: string = newId()): string {
  const names = Object.keys(endpoint.schema.params?.shape ?? {});
  const params = Object.fromEntries(
    names.map((name) => [name, name === 'tenantId' ? tenant : newId()]),
  );
  return toUrl(endpoint, { params });
}

async function send(options: InjectOptions) {
  const reply = await test.app.inject(options);
  return { status: reply.statusCode, code: (reply.json() as { code?: string }).code };
}

describe('every endpoint of the contract', () => {
  it.each(endpoints)('%s is mounted', (_name, { method, url }) => {
    expect(test.routes).toContainEqual({ method, url });
  });

  it.each(onSurface(...internal))('%s answers an anonymous caller 401', async (_name, endpoint) => {
    const reply = await send({ method: endpoint.method, url: addressOf(endpoint, tenantId) });
    expect(reply).toEqual({ status: 401, code: 'unauthenticated' });
  });

  it.each(onSurface('partner'))(
    '%s answers a caller without credentials 401',
    async (_name, endpoint) => {
      const { method } = endpoint;
      expect(await send({ method, url: addressOf(endpoint) })).toEqual({
        status: 401,
        code: 'unauthenticated',
      });
      const headers = { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' };
      expect((await send({ method, url: addressOf(endpoint), headers })).status).toBe(401);
    },
  );

  it.each(onSurface('admin', 'platform'))(
    "%s hides itself from a tenant's user",
    async (_name, endpoint) => {
      const { method } = endpoint;
      expect((await send({ method, url: addressOf(endpoint), headers: office })).status).toBe(404);
    },
  );

  it.each(onSurface('tenant'))(
    '%s hides itself from staff and from other tenants',
    async (_name, endpoint) => {
      const { method } = endpoint;
      const other = await makeTenant(test.system.db);
      expect(
        (await send({ method, url: addressOf(endpoint, tenantId), headers: viewer })).status,
      ).toBe(404);
      expect(
        (await send({ method, url: addressOf(endpoint, other), headers: office })).status,
      ).toBe(404);
    },
  );

  const writes = onSurface('admin').filter(([, { method }]) => method !== 'GET');
  it.each(writes)('%s refuses a viewer', async (name, endpoint) => {
    const url = addressOf(endpoint);
    const body = sampleBodies[name];
    const reply = await send({
      method: endpoint.method,
      url,
      headers: viewer,
      ...(body === undefined ? {} : { payload: body }),
    });
    expect(reply).toEqual({ status: 403, code: 'forbidden' });
  });

  it.each(writes)('%s refuses a request from another site', async (_name, endpoint) => {
    const headers = { ...viewer, origin: 'http://evil.example' };
    const reply = await send({ method: endpoint.method, url: addressOf(endpoint), headers });
    expect(reply).toEqual({ status: 403, code: 'origin_refused' });
  });
});

describe('addresses that nothing answers', () => {
  it.each(internal)(
    'under /api/%s tell an anonymous caller no more than those that exist',
    async (surface) => {
      for (const url of [
        `/api/${surface}`,
        `/api/${surface}/nothing/here`,
        `/api/%${surface.charCodeAt(0).toString(16)}${surface.slice(1)}/x`,
      ]) {
        expect(await send({ method: 'GET', url })).toEqual({
          status: 401,
          code: 'unauthenticated',
        });
      }
    },
  );

  it('are 404 with a problem for everybody who may look', async () => {
    expect(await send({ method: 'GET', url: '/api/admin/nothing', headers: viewer })).toEqual({
      status: 404,
      code: 'not_found',
    });
  });
});

describe('closed tables', () => {
  const sources = globSync('{apps/server,apps/web,packages/contract}/src/**/*.{ts,tsx}', {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
  })
    .filter((file) => !/(\.test\.tsx?|contract\/src\/(problem|action)\.ts)$/.test(file))
    .map((file) => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8'))
    .join('\n');

  it.each(Object.keys(problemTable))('the problem code %s is used', (code) => {
    expect(sources.includes(`'${code}'`)).toBe(true);
  });

  it.each(Object.keys(actionTable))('the action %s is used', (action) => {
    expect(sources.includes(`'${action}'`)).toBe(true);
  });
});

describe('the API documents', () => {
  it('show the partner API to everybody, whole and without our internals', async () => {
    const reply = await test.app.inject({ url: '/openapi.json' });
    expect(reply.statusCode).toBe(200);
    const document = reply.json() as { openapi: string; paths: Record<string, object> };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/integrations/bookings');
    expect(
      Object.keys(document.paths).filter((path) => !path.startsWith('/api/integrations')),
    ).toEqual(Object.keys(document.paths).filter((path) => path === '/connect/token'));
  });

  it('show the others to their own callers only', async () => {
    const read = (url: string, headers: Record<string, string> = {}) =>
      test.app.inject({ url, headers });
    expect((await read('/api/admin/openapi.json')).statusCode).toBe(401);
    expect((await read('/api/admin/openapi.json', office)).statusCode).toBe(404);
    const admin = await read('/api/admin/openapi.json', viewer);
    expect(Object.keys((admin.json() as { paths: object }).paths)).toContain(
      '/api/admin/integrations',
    );
    const tenant = await read(`/api/tenant/${tenantId}/openapi.json`, office);
    expect(Object.keys((tenant.json() as { paths: object }).paths)).toContain(
      '/api/tenant/{tenantId}/leads',
    );
  });
});

import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '@leads/contract';
import { toUrl } from '@leads/contract/endpoint';
import type { Endpoint } from '@leads/contract/endpoint';
import { bookingBody, makeLead, makeLeadScene } from '#features/leads/testing/lead-scene.ts';
import type { LeadScene } from '#features/leads/testing/lead-scene.ts';
import { makePlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import type { PlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import { newId } from '#platform/id.ts';
import { makeTenant, makeTenantUser } from '#testing/factories.ts';
import { fingerprint } from '#testing/fingerprint.ts';
import { basicHeaders, makeCredential } from '#testing/partner-credentials.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import type { SignedInHeaders } from '#testing/sign-in-as.ts';
import { tenantSampleBodies } from '#testing/tenant-sample-bodies.ts';
import type { TenantIds } from '#testing/tenant-sample-bodies.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';

let test: TestApp;
let mine: TenantIds;
let theirs: TenantIds;
let owner: SignedInHeaders;
let theirScene: LeadScene;
let theirBooking: string;

/** A tenant with one of everything; its integration is open to nobody else. */
async function makeOne(): Promise<{ ids: TenantIds; scene: LeadScene; bookingId: string }> {
  const scene = await makeLeadScene(test.system);
  const { tenantId, integrationId, connectionId, businessUnitId, jobTypeId } = scene;
  const { db } = test.system;
  await db
    .updateTable('integration_tenant_access')
    .set({ mode: 'specific' })
    .where('integration_id', '=', integrationId)
    .execute();
  await db
    .insertInto('integration_enabled_tenant')
    .values({ integration_id: integrationId, tenant_id: tenantId })
    .execute();
  const { leadId, receipt } = await makeLead(scene);
  const { id: userId } = await makeTenantUser(db, { tenantId, role: 'office' });
  const { standardJobTypeId } = scene;
  const ids = {
    tenantId,
    integrationId,
    connectionId,
    leadId,
    userId,
    businessUnitId,
    jobTypeId,
    standardJobTypeId,
  };
  return { ids, scene, bookingId: receipt.partnerBookingId };
}

beforeAll(async () => {
  test = await createTestApp();
  ({ ids: mine } = await makeOne());
  ({ ids: theirs, scene: theirScene, bookingId: theirBooking } = await makeOne());
  const user = { tenantId: mine.tenantId, tenantRole: 'owner' } as const;
  owner = (await makeSignedInUser(test.app, test.system.db, user)).headers;
});
afterAll(() => test.close());

/** Ids that can be told from all others, to see which bodies name any. */
const marked: TenantIds = {
  tenantId: newId(),
  integrationId: newId(),
  connectionId: newId(),
  leadId: newId(),
  userId: newId(),
  businessUnitId: '01981f5e-7a00-7000-8000-000000000001',
  jobTypeId: '01981f5e-7a00-7000-8000-000000000001',
  standardJobTypeId: newId(),
};

const onSurface = (surface: string) =>
  Object.entries(api as Record<string, unknown>).filter(
    (entry): entry is [string, Endpoint] =>
      typeof entry[1] === 'object' &&
      entry[1] !== null &&
      'surface' in entry[1] &&
      entry[1].surface === surface,
  );
const paramsOf = ({ schema }: Endpoint) => Object.keys(schema.params?.shape ?? {});

/** What a call answered, and which tables it wrote to. */
async function send(options: InjectOptions) {
  const before = await fingerprint(test.system.db);
  const reply = await test.app.inject(options);
  const after = await fingerprint(test.system.db);
  const written = Object.keys(after).filter((table) => after[table] !== before[table]);
  return { status: reply.statusCode, written, text: reply.body };
}

function asOwner(
  [name, endpoint]: [string, Endpoint],
  { params, body }: { params: object; body: TenantIds },
): InjectOptions {
  const sample = endpoint.schema.body === undefined ? undefined : tenantSampleBodies[name]?.(body);
  return {
    method: endpoint.method,
    url: toUrl(endpoint, { params }),
    headers: owner,
    ...(sample === undefined ? {} : { payload: sample }),
  };
}

describe('every endpoint of the tenant surface', () => {
  const all = onSurface('tenant');

  it.each(all.filter(([, { schema }]) => schema.body !== undefined))(
    '%s has a sample body that is valid',
    (name, { schema }) => {
      const { error } = schema.body?.safeParse(tenantSampleBodies[name]?.(mine)) ?? {};
      expect(error).toBeUndefined();
    },
  );

  it.each(all)('%s is not there under the address of another tenant', async (...entry) => {
    const { status, written } = await send(asOwner(entry, { params: theirs, body: theirs }));
    expect([status, written]).toEqual([404, []]);
  });

  it.each(all.filter(([, endpoint]) => paramsOf(endpoint).length > 1))(
    '%s does not find what another tenant has under one’s own address',
    async (...entry) => {
      const params = { ...theirs, tenantId: mine.tenantId };
      const { status, written, text } = await send(asOwner(entry, { params, body: mine }));
      // To leave what one does not look at is done, whoever has it.
      expect([status, written]).toEqual([entry[0] === 'leaveLead' ? 200 : 404, []]);
      expect(text).not.toMatch(/Maria|Cactus Rd/);
    },
  );

  const naming = all.filter(([name]) =>
    /-000000000001/.test(JSON.stringify(tenantSampleBodies[name]?.(marked) ?? {})),
  );
  it('names things of a tenant in some bodies', () => {
    expect(naming.map(([name]) => name)).toContain('scheduleLead');
  });
  it.each(naming)('%s takes nothing of another tenant in its body', async (...entry) => {
    const { status, written } = await send(asOwner(entry, { params: mine, body: theirs }));
    expect([status, written]).toEqual([422, []]);
  });

  it.each(all.filter(([, { method }]) => method === 'GET'))(
    '%s shows nothing of another tenant',
    async (...entry) => {
      const { text } = await send(asOwner(entry, { params: mine, body: mine }));
      const { standardJobTypeId: _shared, ...own } = theirs;
      for (const id of Object.values(own)) expect(text).not.toContain(id);
    },
  );
});

describe('every endpoint of the partner surface', () => {
  const bodies: Record<string, () => object> = {
    answerAccountRequest: () => ({ requestId: theirs.connectionId, status: 'DECLINED' }),
    askAvailability: () => ({ accountId: theirScene.accountId, profileId: theirScene.profileId }),
    postBooking: () => bookingBody(theirScene),
    changeBooking: () => ({ description: 'Walk' }),
    cancelBooking: () => ({}),
    simulateBooking: () => ({ outcome: 'ACCEPTED' }),
  };
  /** These name in the body what is not the caller's, so they refuse a field. */
  const namesInBody = new Set(['askAvailability', 'postBooking']);
  let headers: { authorization: string };

  it.each(onSurface('partner').filter(([, { schema }]) => schema.body !== undefined))(
    '%s has a sample body that is valid',
    (name, { schema }) => {
      expect(schema.body?.safeParse(bodies[name]?.()).error).toBeUndefined();
    },
  );

  beforeAll(async () => {
    const { clientId, secret } = await makeCredential(test.system, { kind: 'http_basic' });
    headers = basicHeaders(clientId, secret);
  });

  it.each(onSurface('partner'))('%s gives nothing of another partner', async (name, endpoint) => {
    const params = {
      partnerBookingId: theirBooking,
      accountId: theirScene.accountId,
      requestId: theirs.connectionId,
    };
    const payload = bodies[name]?.();
    const { status, written, text } = await send({
      method: endpoint.method,
      url: toUrl(endpoint, { params }),
      headers,
      ...(payload === undefined ? {} : { payload }),
    });
    const isList = endpoint.method === 'GET' && paramsOf(endpoint).length === 0;
    expect([status, written]).toEqual([isList ? 200 : namesInBody.has(name) ? 422 : 404, []]);
    for (const id of [theirs.connectionId, theirs.tenantId, theirs.leadId])
      expect(text).not.toContain(id);
  });
});

describe('every endpoint of the platform surface that names something of a tenant', () => {
  let core: PlatformCaller;
  beforeAll(async () => {
    core = await makePlatformCaller(test);
  });
  const below = onSurface('platform').filter(([, endpoint]) => paramsOf(endpoint).length > 1);
  /** Under the address of the one tenant these make something of its own, of the same name. */
  const creates = new Set(['savePlatformBusinessUnit', 'savePlatformJobType', 'savePlatformUser']);

  it.each(below)('%s does not reach into another tenant', async (name, endpoint) => {
    const user = await test.system.db
      .selectFrom('sign_in_user')
      .select('email')
      .where('id', '=', theirs.userId)
      .executeTakeFirstOrThrow();
    const params = {
      externalId: `ext-${await makeTenant(test.system.db)}`,
      workExternalId: theirs.jobTypeId,
      email: user.email,
    };
    const payload =
      endpoint.schema.body === undefined
        ? undefined
        : { name: 'Walk', role: 'office', week: [], changedDays: [] };
    const before = await readTheirs();
    const { status, written } = await send({
      method: endpoint.method,
      url: toUrl(endpoint, { params }),
      headers: core.headers,
      ...(payload === undefined ? {} : { payload }),
    });
    expect(await readTheirs()).toEqual(before);
    const isMade = creates.has(name);
    expect(isMade ? [status] : [status, ...written]).toEqual([isMade ? 200 : 404]);
  });

  const readTheirs = async () => {
    const { db } = test.system;
    const { tenantId } = theirs;
    return Promise.all([
      db.selectFrom('business_unit').selectAll().where('tenant_id', '=', tenantId).execute(),
      db.selectFrom('tenant_job_type').selectAll().where('tenant_id', '=', tenantId).execute(),
      db.selectFrom('tenant_user').selectAll().where('tenant_id', '=', tenantId).execute(),
    ]);
  };
});

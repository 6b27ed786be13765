import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import type { PlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import { newId } from '#platform/id.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';

let test: TestApp;
let core: PlatformCaller;

beforeAll(async () => {
  test = await createTestApp();
  core = await makePlatformCaller(test);
});
afterAll(() => test.close());

const tenant = {
  name: 'Desert Breeze',
  timeZone: 'America/Phoenix',
  currency: 'USD',
  address: { streetAddress: '1 Main St', locality: 'Phoenix', region: 'AZ', postalCode: '85001' },
  telephone: '+16025550100',
  email: 'office@example.com',
};

interface Saved {
  result: string;
  tenant: { id: string; externalId: string; active: boolean; name: string };
  user: object;
  errors: { pointer: string }[];
}
const put = (path: string, body: object) => core.call<Saved>('PUT', path, body);
const auditOf = (tenantId: string) =>
  test.system.db
    .selectFrom('audit_entry')
    .select(['action', 'actor_name', 'before', 'after'])
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute();
async function makeOne(): Promise<{ at: string; id: string }> {
  const at = `/tenants/${newId()}`;
  return { at, id: (await put(at, tenant)).body.tenant.id };
}

describe('users of a tenant', () => {
  const ada = { name: 'Ada', role: 'owner' };
  const address = () => `${newId()}@example.com`;

  it('come, change and go, and the same again is unchanged', async () => {
    const { at, id } = await makeOne();
    const one = `${at}/users/${address().toUpperCase()}`;
    expect((await put(one, ada)).body).toMatchObject({
      result: 'created',
      user: { name: 'Ada', role: 'owner', canSignIn: false },
    });
    expect((await put(one, ada)).body.result).toBe('unchanged');
    expect((await put(one, { name: 'Ada L', role: 'office' })).body.result).toBe('updated');
    const { body } = await core.call<{ items: object[] }>('GET', `${at}/users`);
    expect(body.items).toMatchObject([{ name: 'Ada L', role: 'office' }]);
    expect((await core.call('DELETE', one)).body).toEqual({ done: true });
    expect((await core.call('DELETE', one)).status).toBe(404);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      'tenant.save',
      'tenant_user.save',
      'tenant_user.save',
      'tenant_user.remove',
    ]);
  });

  it('may work for several tenants, and get in by a one-time link', async () => {
    const [one, other] = [await makeOne(), await makeOne()];
    const email = address();
    await put(`${one.at}/users/${email}`, ada);
    await put(`${other.at}/users/${email}`, { ...ada, role: 'office' });
    const { body } = await core.call<{ link: { url: string } }>(
      'POST',
      `${other.at}/users/${email}/link`,
    );
    const token = new URL(body.link.url).searchParams.get('token');
    const password = 'analytical engine';
    await test.app.inject({
      method: 'POST',
      url: '/api/session/set-password',
      payload: { token, password },
    });
    const signIn = await test.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { origin: 'http://localhost:4600' },
      payload: { email, password },
    });
    const cookie = signIn.cookies
      .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
      .join('; ');
    const session = await test.app.inject({ url: '/api/session', headers: { cookie } });
    expect(
      (session.json() as { tenants: { tenantId: string; role: string }[] }).tenants
        .map(({ tenantId, role }) => `${tenantId} ${role}`)
        .sort(),
    ).toEqual([`${one.id} owner`, `${other.id} office`].sort());
  });

  it('are no staff of the platform', async () => {
    const { at } = await makeOne();
    const staff = await makeSignedInUser(test.app, test.system.db, { staffRole: 'viewer' });
    const { status, body } = await put(`${at}/users/${staff.email}`, ada);
    expect([status, body.errors[0]?.pointer]).toEqual([422, '/email']);
  });
});

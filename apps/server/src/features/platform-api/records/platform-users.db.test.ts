import { describe, expect, it } from 'vitest';
import { useTenantScene } from '#features/platform-api/testing/tenant-scene.ts';
import { newId } from '#platform/id.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';

const { call, put, parts, auditOf, makeOne } = useTenantScene();

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
    const { body } = await call<{ items: object[] }>('GET', `${at}/users`);
    expect(body.items).toMatchObject([{ name: 'Ada L', role: 'office' }]);
    expect((await call('DELETE', one)).body).toEqual({ done: true });
    expect((await call('DELETE', one)).status).toBe(404);
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
    const { body } = await call<{ link: { url: string } }>(
      'POST',
      `${other.at}/users/${email}/link`,
    );
    const token = new URL(body.link.url).searchParams.get('token');
    const password = 'analytical engine';
    await parts().app.inject({
      method: 'POST',
      url: '/api/session/set-password',
      payload: { token, password },
    });
    const signIn = await parts().app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { origin: 'http://localhost:4600' },
      payload: { email, password },
    });
    const cookie = signIn.cookies
      .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
      .join('; ');
    const session = await parts().app.inject({ url: '/api/session', headers: { cookie } });
    expect(
      (session.json() as { tenants: { tenantId: string; role: string }[] }).tenants
        .map(({ tenantId, role }) => `${tenantId} ${role}`)
        .sort(),
    ).toEqual([`${one.id} owner`, `${other.id} office`].sort());
  });

  it('are no staff of the platform', async () => {
    const { at } = await makeOne();
    const staff = await makeSignedInUser(parts().app, parts().system.db, { staffRole: 'viewer' });
    const { status, body } = await put(`${at}/users/${staff.email}`, ada);
    expect([status, body.errors[0]?.pointer]).toEqual([422, '/email']);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agreementBodyMax, agreementTitleMax } from '@leads/contract/agreements';
import type { AgreementSettings } from '@leads/contract/agreements';
import { newId } from '#platform/id.ts';
import { makeConnection, makeIntegration, makeTenant } from '#testing/factories.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import type { SignedInHeaders } from '#testing/sign-in-as.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';

let running: TestApp;
let manager: SignedInHeaders;
let viewer: SignedInHeaders;
let integrationId: string;
let own: string;
const theDefault = '/api/admin/agreement';

beforeAll(async () => {
  running = await createTestApp();
  const { app, system } = running;
  ({ headers: manager } = await makeSignedInUser(app, system.db, { staffRole: 'manager' }));
  ({ headers: viewer } = await makeSignedInUser(app, system.db, { staffRole: 'viewer' }));
});
afterAll(async () => running.close());
beforeEach(async () => {
  integrationId = await makeIntegration(running.system.db);
  own = `/api/admin/integrations/${integrationId}/agreement`;
});

async function send(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  { payload, headers = manager }: { payload?: object; headers?: SignedInHeaders } = {},
) {
  const reply = await running.app.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: reply.statusCode, body: reply.json() };
}

const publish = (url: string, latestVersion: number, agreement: object) =>
  send('POST', url, { payload: { latestVersion, agreement } });
const textOf = (body: string, title = 'Agreement') => ({ title, body });
const read = async (url: string): Promise<AgreementSettings> => (await send('GET', url)).body;

function listAudit() {
  return running.system.db
    .selectFrom('audit_entry')
    .select(['action', 'integration_id', 'before', 'after'])
    .where('subject_kind', '=', 'agreement')
    .orderBy('id')
    .execute();
}

describe('publishing', () => {
  it('puts the next default version in force and leaves those before as they are', async () => {
    const before = await read(theDefault);
    const { status, body } = await publish(theDefault, before.latestVersion, textOf('A new text.'));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      integration: null,
      source: 'default',
      latestVersion: before.latestVersion + 1,
      current: { version: before.latestVersion + 1, title: 'Agreement', body: 'A new text.' },
    });
    expect(body.versions.map(({ inForce }: { inForce: boolean }) => inForce)).toEqual([
      true,
      ...before.versions.map(() => false),
    ]);
    const old = await send('GET', `/api/admin/agreements/${before.current.id}`);
    expect(old.body).toMatchObject({ body: before.current.body });
    const next = await send('GET', `/api/admin/agreements/${body.current.id}`);
    expect(next.body.previous).toMatchObject({ body: before.current.body });
    expect((await listAudit()).at(-1)).toMatchObject({
      action: 'agreement.publish',
      integration_id: null,
      before: { version: before.current.version, body: before.current.body },
      after: { version: body.current.version, body: 'A new text.' },
    });
  });

  it("gives an integration a text of its own, which another integration and the default don't get", async () => {
    const before = await read(theDefault);
    const { body } = await publish(own, 0, textOf('Its own.'));
    expect(body).toMatchObject({
      integration: { id: integrationId },
      source: 'override',
      latestVersion: 1,
      current: { version: 1, body: 'Its own.' },
    });
    const other = await makeIntegration(running.system.db);
    const others = await read(`/api/admin/integrations/${other}/agreement`);
    expect(others).toMatchObject({ source: 'default', latestVersion: 0, versions: [] });
    const after = await read(theDefault);
    expect(after.current).toEqual(before.current);
    expect(after.overrides).toBe(before.overrides + 1);
    expect((await listAudit()).at(-1)).toMatchObject({ integration_id: integrationId });
  });

  it('lets one of two at once win and refuses the other, as it refuses one who saw an older version', async () => {
    const replies = await Promise.all([
      publish(own, 0, textOf('From Ann.')),
      publish(own, 0, textOf('From Ben.')),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('changed_meanwhile');
    for (const seen of [0, 2])
      expect((await publish(own, seen, textOf('Late.'))).body.code).toBe('changed_meanwhile');
    expect((await read(own)).versions).toHaveLength(1);
  });

  it('refuses the text that is in force already', async () => {
    await publish(own, 0, textOf('Its own.'));
    const again = await publish(own, 1, textOf('Its own.\r\n'));
    expect(again.body).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/agreement/body' }],
    });
    expect((await publish(own, 1, textOf('Its own.', 'Renamed'))).status).toBe(200);
  });

  it.each([
    ['the longest title', textOf('x', 't'.repeat(agreementTitleMax)), undefined],
    ['a longer title', textOf('x', 't'.repeat(agreementTitleMax + 1)), '/agreement/title'],
    ['no title', textOf('x', '  '), '/agreement/title'],
    ['a title of two lines', textOf('x', 'a\nb'), '/agreement/title'],
    ['the longest text', textOf('b'.repeat(agreementBodyMax)), undefined],
    ['a longer text', textOf('b'.repeat(agreementBodyMax + 1)), '/agreement/body'],
    ['no text', textOf(' \n '), '/agreement/body'],
    ['a text with NUL', textOf('a\u0000b'), '/agreement/body'],
    ['a text with tabs and Windows line ends', textOf('a\tb\r\nc'), undefined],
  ])('judges %s', async (_what, agreement, pointer) => {
    const { body } = await publish(own, 0, agreement);
    const faults = (body.errors ?? []).map((fault: { pointer: string }) => fault.pointer);
    expect([body.code, faults]).toEqual(
      pointer === undefined ? [undefined, []] : ['validation_failed', [pointer]],
    );
  });
});

describe("an integration's own text", () => {
  it('is taken out of force and put back, with its versions, and both are audited', async () => {
    await publish(own, 0, textOf('First.'));
    await publish(own, 1, textOf('Second.'));
    const removed = await send('DELETE', own);
    expect(removed.body).toMatchObject({ source: 'default', latestVersion: 2 });
    expect(removed.body.versions).toHaveLength(2);
    for (const version of removed.body.versions)
      expect(version).toMatchObject({ inForce: false, withdrawnAt: expect.any(String) });
    expect((await send('DELETE', own)).body.code).toBe('agreement_state');
    const restored = await send('POST', `${own}/restore`);
    expect(restored.body).toMatchObject({
      source: 'override',
      current: { version: 2, body: 'Second.' },
    });
    expect((await send('POST', `${own}/restore`)).body.code).toBe('agreement_state');
    const last = (await listAudit()).slice(-2);
    expect(last).toMatchObject([
      { action: 'agreement.remove_override', after: { source: 'default' } },
      { action: 'agreement.restore_override', after: { source: 'override', version: 2 } },
    ]);
    expect(last.map((one) => one.integration_id)).toEqual([integrationId, integrationId]);
  });

  it('that there never was cannot be removed or restored', async () => {
    expect((await send('DELETE', own)).body.code).toBe('agreement_state');
    expect((await send('POST', `${own}/restore`)).body.code).toBe('agreement_state');
  });

  it('is removed once by two at once', async () => {
    await publish(own, 0, textOf('First.'));
    const replies = await Promise.all([send('DELETE', own), send('DELETE', own)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('goes on counting versions when a new one is published after its removal', async () => {
    await publish(own, 0, textOf('First.'));
    await send('DELETE', own);
    const { body } = await publish(own, 1, textOf('Second.'));
    expect(body).toMatchObject({ source: 'override', current: { version: 2 } });
  });

  it('takes its connected tenants out of the number of the default text', async () => {
    const { db } = running.system;
    const before = await read(theDefault);
    for (const tenantId of [await makeTenant(db), await makeTenant(db)])
      await makeConnection(db, { tenantId, integrationId });
    expect((await read(theDefault)).connectedTenants).toBe(before.connectedTenants + 2);
    await publish(own, 0, textOf('Its own.'));
    expect((await read(own)).connectedTenants).toBe(2);
    expect((await read(theDefault)).connectedTenants).toBe(before.connectedTenants);
  });
});

describe('who may', () => {
  it('viewers read and change nothing', async () => {
    await publish(own, 0, textOf('Its own.'));
    const payload = { latestVersion: 1, agreement: textOf('x') };
    for (const [method, url] of [
      ['POST', theDefault],
      ['POST', own],
      ['DELETE', own],
      ['POST', `${own}/restore`],
    ] as const) {
      const reply = await send(method, url, {
        headers: viewer,
        ...(method === 'POST' && !url.endsWith('restore') ? { payload } : {}),
      });
      expect([url, reply.status, reply.body.code]).toEqual([url, 403, 'forbidden']);
    }
    expect((await send('GET', own, { headers: viewer })).body.current.body).toBe('Its own.');
  });

  it('an integration that is not there, or was deleted, is hidden', async () => {
    const deleted = await makeIntegration(running.system.db);
    await running.system.db
      .updateTable('integration')
      .set({ deleted_at: new Date() })
      .where('id', '=', deleted)
      .execute();
    for (const id of [newId(), deleted]) {
      const url = `/api/admin/integrations/${id}/agreement`;
      const replies = [
        await send('GET', url),
        await publish(url, 0, textOf('x')),
        await send('DELETE', url),
        await send('POST', `${url}/restore`),
      ];
      expect(replies.map(({ body }) => body.code)).toEqual(replies.map(() => 'not_found'));
    }
    expect((await send('GET', `/api/admin/agreements/${newId()}`)).status).toBe(404);
  });
});

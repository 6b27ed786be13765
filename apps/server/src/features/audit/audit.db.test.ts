import { afterAll, beforeAll, expect, it } from 'vitest';
import { actionTable } from '@leads/contract/action';
import type { Action } from '@leads/contract/action';
import { actionsOf, actionWords, toActionWords } from '@leads/contract/audit-words';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeIntegration, makeStaff, makeTenant } from '#testing/factories.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';
import { exportAudit } from './export-audit.ts';
import { getAuditEntry } from './get-audit-entry.ts';
import { listAudit } from './list-audit.ts';

let test: TestApp;
let viewer: Context;
let people = 0;

beforeAll(async () => {
  test = await createTestApp();
  viewer = test.system.contextFor(await makeStaff(test.system.db, 'viewer'));
});
afterAll(() => test.close());

/** A manager with a name of the test's own. */
async function someManager(name = `Person ${String((people += 1))}`) {
  const actor = await makeStaff(test.system.db, 'manager');
  return test.system.contextFor({ ...actor, name });
}

interface Act {
  action?: Action;
  integrationId?: string;
  tenantId?: string;
  subject?: { kind: string; id: string };
  before?: object;
  after?: object;
}

const act = (ctx: Context, { action = 'integration.save_webhooks', subject, ...note }: Act) =>
  change(ctx, action, async () => ({
    value: undefined,
    audit: { subject: subject ?? { kind: 'integration', id: newId() }, ...note },
  }));

const list = async (query: Partial<Parameters<typeof listAudit>[1]>) =>
  listAudit(viewer, { limit: 25, ...query });

it('has words for every act', () => {
  expect(Object.keys(actionWords).toSorted()).toEqual(Object.keys(actionTable).toSorted());
  expect(toActionWords('integration.save_webhooks')).toBe('saved Webhooks');
  expect(toActionWords('gone.long_ago')).toBe('gone: long ago');
  expect(actionsOf('credential')).toEqual([
    'credential.create',
    'credential.rotate',
    'credential.revoke',
    'credential.open_hand_over',
    'credential.expire_hand_over',
  ]);
  expect(actionsOf('integration.save_urls')).toEqual(['integration.save_urls']);
});

it('lists newest first, a page at a time, each once, with the names of what it is about', async () => {
  const { db } = test.system;
  const integrationId = await makeIntegration(db);
  const tenantId = await makeTenant(db, { name: 'Desert Breeze' });
  const ctx = await someManager();
  const subject = { kind: 'integration', id: integrationId };
  for (let index = 0; index < 5; index += 1) {
    await act(ctx, { integrationId, tenantId, subject });
  }
  const first = await list({ integrationId, limit: 3 });
  expect(first).toMatchObject({ total: 5 });
  expect(first.items[0]).toMatchObject({
    actorName: ctx.actor.name,
    integration: { id: integrationId, name: `Partner ${integrationId}`, deleted: false },
    tenant: { name: 'Desert Breeze' },
    subject: { name: `Partner ${integrationId}` },
    requestId: 'test',
  });
  const second = await list({ integrationId, limit: 3, cursor: first.nextCursor ?? '' });
  expect(second.nextCursor).toBeNull();
  const ids = [...first.items, ...second.items].map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted().toReversed());
  expect(new Set(ids).size).toBe(5);
  await expectProblem(list({ cursor: 'bm9wZQ' }), 'invalid_request');
});

it('finds by group and act, by the beginning of a name and by whole ids', async () => {
  const integrationId = newId();
  const subjectId = newId();
  const ann = await someManager('Ann Zettel');
  const anna = await someManager('anna zorn');
  await act(ann, { integrationId, action: 'credential.create' });
  await act(ann, { integrationId, action: 'credential.revoke' });
  await act(anna, { integrationId, subject: { kind: 'lead', id: subjectId } });
  const count = async (query: Partial<Parameters<typeof listAudit>[1]>) =>
    (await list({ integrationId, ...query })).total;
  expect(await count({})).toBe(3);
  expect(await count({ action: 'credential' })).toBe(2);
  expect(await count({ action: 'credential.revoke' })).toBe(1);
  expect(await count({ action: 'nothing.such' })).toBe(0);
  expect(await count({ actor: 'ANN' })).toBe(3);
  expect(await count({ actor: 'anna z' })).toBe(1);
  expect(await count({ actor: 'zettel' })).toBe(0);
  expect(await count({ actor: ann.actor.id ?? '' })).toBe(2);
  expect(await count({ search: 'Ann ', action: 'credential.create' })).toBe(1);
  expect(await count({ search: subjectId.toUpperCase() })).toBe(1);
  expect(await count({ search: anna.actor.id ?? '' })).toBe(1);
  expect(await count({ search: '%' })).toBe(0);
  expect(await count({ subjectId })).toBe(1);
  expect(await count({ requestId: 'test' })).toBe(3);
  expect((await list({ tenantId: newId() })).total).toBe(0);
});

it('finds by dates: the beginning belongs to them, the end does not', async () => {
  const { db } = test.system;
  const integrationId = newId();
  await act(await someManager(), { integrationId });
  const { at } = await db
    .selectFrom('audit_entry')
    .select('at')
    .where('integration_id', '=', integrationId)
    .executeTakeFirstOrThrow();
  const instant = (ms: number) => new Date(at.getTime() + ms).toISOString();
  const count = async (from: string, to: string) => (await list({ integrationId, from, to })).total;
  expect(await count(instant(0), instant(1))).toBe(1);
  expect(await count(instant(-10), instant(0))).toBe(0);
  expect(await count(instant(1), instant(10))).toBe(0);
  expect(await count(instant(-86_400_000), instant(86_400_000))).toBe(1);
});

it('shows before and after with secrets masked, and nothing for an id that is not there', async () => {
  const integrationId = newId();
  const before = { clientId: 'a' };
  await act(await someManager(), {
    integrationId,
    before,
    after: { clientId: 'b', clientSecret: 'planted' },
  });
  const { items } = await list({ integrationId });
  expect(await getAuditEntry(viewer, items[0]?.id ?? '')).toMatchObject({
    before,
    after: { clientId: 'b', clientSecret: '[secret]' },
  });
  await expectProblem(getAuditEntry(viewer, newId()), 'not_found');
});

it('exports what is filtered, defused, and says where it was cut', async () => {
  const integrationId = newId();
  const ctx = await someManager('=HYPERLINK("x")');
  for (let index = 0; index < 3; index += 1) await act(ctx, { integrationId });
  const read = async (rowsMax: number) => {
    let csv = '';
    for await (const part of exportAudit(viewer, { integrationId }, rowsMax)) csv += part;
    return csv.trimEnd().split('\r\n');
  };
  expect(await read(3)).toHaveLength(4);
  const cut = await read(2);
  expect(cut).toHaveLength(4);
  expect(cut[1]).toContain(`"'=HYPERLINK(""x"")",staff,saved Webhooks`);
  expect(cut[3]).toContain('Cut here: the export ends after 2 entries.');
});

it('is open to a viewer by the API, as a list, an entry and a file', async () => {
  const { app, system } = test;
  const { headers } = await makeSignedInUser(app, system.db, { staffRole: 'viewer' });
  const get = (url: string) => app.inject({ method: 'GET', url, headers });
  const page = await get('/api/admin/audit?limit=1&action=session');
  expect(page.statusCode).toBe(200);
  const [entry] = page.json<{ items: { id: string; action: string }[] }>().items;
  expect(entry?.action).toBe('session.sign_in');
  expect((await get(`/api/admin/audit/${entry?.id ?? ''}`)).statusCode).toBe(200);
  const file = await get('/api/admin/audit.csv?action=session.sign_in');
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(file.body).toContain('signed in');
  expect((await get('/api/admin/audit?from=yesterday')).statusCode).toBe(400);
  expect((await get('/api/admin/audit.csv?from=yesterday')).statusCode).toBe(400);
});

it('hides the file from anonymous callers', async () => {
  const reply = await test.app.inject({ method: 'GET', url: '/api/admin/audit.csv' });
  expect(reply.statusCode).toBe(401);
});

import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bulkLineBytesMax, bulkLinesMax } from '@leads/contract/platform-bulk';
import type { BulkResult, BulkSummary } from '@leads/contract/platform-bulk';
import { makePlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import type { PlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import { newId } from '#platform/id.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';
import { savePlatformBulk } from './save-platform-bulk.ts';

let test: TestApp;
let core: PlatformCaller;

beforeAll(async () => {
  test = await createTestApp();
  core = await makePlatformCaller(test);
});
afterAll(() => test.close());

interface Answer {
  results: BulkResult[];
  summary: BulkSummary;
}

async function send(lines: readonly (object | string)[]): Promise<Answer> {
  const reply = await test.app.inject({
    method: 'POST',
    url: '/api/platform/bulk',
    headers: { ...core.headers, 'content-type': 'application/x-ndjson' },
    payload: lines
      .map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`)
      .join(''),
  });
  expect(reply.statusCode).toBe(200);
  expect(reply.headers['content-type']).toBe('application/x-ndjson');
  const told = reply.body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as BulkResult & BulkSummary);
  const summary = told.pop();
  if (summary === undefined) throw new Error('there is no summary');
  return { results: told, summary };
}

const value = { name: 'Tenant', timeZone: 'America/Phoenix', currency: 'USD' };
const tenant = (externalId: string, values: object = {}) => ({
  type: 'tenant',
  externalId,
  value: { ...value, ...values },
});
const capacity = {
  week: [{ weekday: 1, windows: [{ from: '08:00', to: '12:00', spots: 3 }] }],
  changedDays: [],
};
const ofTenant = (type: string, tenantExternalId: string, name = 'HVAC') => ({
  type,
  tenantExternalId,
  externalId: `${type}-1`,
  value: { name },
});
const countAudit = async () => {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from audit_entry`.execute(test.system.db);
  return rows[0]?.count ?? 0;
};
const outcomes = ({ results }: Answer) => results.map(({ result }) => result);

describe('a bulk', () => {
  it('saves everything of a tenant in whatever order it comes, a result per line', async () => {
    const id = newId();
    const lines = [
      ofTenant('business-unit', id),
      ofTenant('job-type', id),
      {
        type: 'user',
        tenantExternalId: id,
        email: `${id}@example.com`,
        value: { name: 'Ada', role: 'owner' },
      },
      { ...ofTenant('business-unit', id), type: 'capacity', value: capacity },
      tenant(id),
    ];
    const first = await send(lines);
    expect(outcomes(first)).toEqual(Array.from({ length: 5 }, () => 'created'));
    expect(first.results.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5]);
    expect(first.summary).toEqual({
      complete: true,
      lines: 5,
      created: 5,
      updated: 0,
      unchanged: 0,
      refused: 0,
    });
    const before = await countAudit();
    expect((await send(lines)).summary).toMatchObject({ unchanged: 5 });
    expect(await countAudit()).toBe(before);
    expect((await core.call('GET', `/tenants/${id}/users/`)).status).toBe(404);
    expect((await core.call<{ total: number }>('GET', `/tenants/${id}/users`)).body.total).toBe(1);
  });

  it('names each bad line and saves its neighbours', async () => {
    const ids = [newId(), newId(), newId()];
    const staffEmail = `${newId()}@example.com`;
    await test.system.db
      .insertInto('sign_in_user')
      .values({ id: newId(), kind: 'staff', name: 'Staff', email: staffEmail })
      .execute();
    const user = (email: string) => ({
      type: 'user',
      tenantExternalId: ids[0],
      email,
      value: { name: 'Ada', role: 'office' },
    });
    const answer = await send([
      tenant(ids[0] ?? ''),
      '{not json',
      tenant(ids[1] ?? '', { timeZone: 'Mars/Base', currency: 'X' }),
      '',
      { type: 'robot' },
      tenant(ids[2] ?? '', { name: 'lone \ud800 surrogate' }),
      ofTenant('job-type', 'nobody'),
      ofTenant('job-type', ids[0] ?? ''),
      user(staffEmail),
      user(`${newId()}@example.com`),
      `{"type":"tenant","externalId":"${'x'.repeat(bulkLineBytesMax)}"}`,
      tenant('test:ours'),
      tenant(ids[1] ?? ''),
    ]);
    expect(answer.results.map(({ line, result, code }) => [line, code ?? result])).toEqual([
      [1, 'created'],
      [2, 'validation_failed'],
      [3, 'validation_failed'],
      [5, 'validation_failed'],
      [6, 'validation_failed'],
      [7, 'not_found'],
      [8, 'created'],
      [9, 'validation_failed'],
      [10, 'created'],
      [11, 'validation_failed'],
      [12, 'validation_failed'],
      [13, 'created'],
    ]);
    expect(answer.results[2]?.errors?.map(({ pointer }) => pointer)).toEqual([
      '/value/timeZone',
      '/value/currency',
    ]);
    expect(answer.summary).toMatchObject({ complete: true, lines: 12, created: 4, refused: 8 });
  });

  it('lets the later of two lines about the same thing win', async () => {
    const id = newId();
    const answer = await send([
      tenant(id),
      tenant(id, { name: 'Later' }),
      tenant(id, { name: 'Later' }),
    ]);
    expect(outcomes(answer)).toEqual(['created', 'updated', 'unchanged']);
    expect((await core.call('GET', `/tenants/${id}`)).body).toMatchObject({ name: 'Later' });
  });

  it('saves 5,000 lines with a row of audit for each, and none when they come again', async () => {
    const prefix = newId();
    const lines = Array.from({ length: 2500 }, (_one, index) => index).flatMap((index) => [
      tenant(`${prefix}-${index}`),
      ofTenant('business-unit', `${prefix}-${index}`),
    ]);
    const before = await countAudit();
    expect((await send(lines)).summary).toMatchObject({
      complete: true,
      lines: 5000,
      created: 5000,
    });
    expect(await countAudit()).toBe(before + 5000);
    expect((await send(lines)).summary).toMatchObject({ lines: 5000, unchanged: 5000 });
    expect(await countAudit()).toBe(before + 5000);
  }, 60_000);

  it('takes as many lines as it may, and says where it ended when there are more', async () => {
    const ctx = test.system.contextFor({ kind: 'platform', id: newId(), name: 'Core' });
    const run = async (count: number) => {
      const source = Readable.from([Buffer.from('{"type":"robot"}\n\n'.repeat(count))]);
      const parts = await Array.fromAsync(savePlatformBulk(ctx, source, { linesMax: 600 }));
      return JSON.parse(parts.at(-1) ?? '') as BulkSummary;
    };
    expect(await run(600)).toMatchObject({ complete: true, lines: 600, refused: 600 });
    expect(await run(601)).toMatchObject({
      complete: false,
      lines: 600,
      code: 'payload_too_large',
    });
    expect(bulkLinesMax).toBe(100_000);
  });

  it('reads no further than it is asked for answers', async () => {
    const ctx = test.system.contextFor({ kind: 'platform', id: newId(), name: 'Core' });
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 1;
        yield Buffer.from('{"type":"robot"}\n');
      }
    }
    const answer = savePlatformBulk(ctx, endless());
    await answer.next();
    await answer.next();
    const after = read;
    await new Promise((resolve) => setImmediate(resolve));
    expect([read, after < 1100]).toEqual([after, true]);
    await answer.return(undefined);
  });

  it('is NDJSON and nothing else, and for the host platform alone', async () => {
    const post = (headers: Record<string, string>) =>
      test.app.inject({ method: 'POST', url: '/api/platform/bulk', headers, payload: '{}' });
    const type = { 'content-type': 'application/json' };
    expect((await post({ ...core.headers, ...type })).statusCode).toBe(415);
    expect((await post({ 'content-type': 'application/x-ndjson' })).statusCode).toBe(401);
  });
});

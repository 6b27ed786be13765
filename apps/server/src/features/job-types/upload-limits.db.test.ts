import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvBytesMax } from '@leads/contract/job-types';
import { makeIntegration } from '#testing/factories.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import type { SignedInHeaders } from '#testing/sign-in-as.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';

let test: TestApp;
let manager: SignedInHeaders;
let viewer: SignedInHeaders;
let integrationId: string;

beforeAll(async () => {
  test = await createTestApp();
  const { app, system } = test;
  manager = (await makeSignedInUser(app, system.db, { staffRole: 'manager' })).headers;
  viewer = (await makeSignedInUser(app, system.db, { staffRole: 'viewer' })).headers;
  integrationId = await makeIntegration(system.db, { status: 'draft' });
});
afterAll(() => test.close());

const heading = 'Partner Job Type ID,Partner Job Type Name\n';
const at = (path: string) => `/api/admin/integrations/${integrationId}/job-types${path}`;

async function upload(file: Uint8Array, fileName = 'list.csv', headers = manager) {
  const boundary = 'boundary-of-the-test';
  const reply = await test.app.inject({
    method: 'POST',
    url: at('/preview'),
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: Buffer.concat([
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${fileName}"\r\ncontent-type: text/csv\r\n\r\n`,
      ),
      file,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]),
  });
  return { status: reply.statusCode, ...reply.json<{ code?: string; previewId?: string }>() };
}

/** A list of one row that is exactly so large: empty lines are passed over. */
function fileOfBytes(bytes: number): Uint8Array {
  const text = `${heading}a,A\n`;
  return Buffer.from(text + '\n'.repeat(bytes - text.length));
}

it('takes a file of exactly 10 MB and refuses one byte more', { timeout: 60_000 }, async () => {
  expect(await upload(fileOfBytes(csvBytesMax))).toMatchObject({ status: 200, newCount: 1 });
  expect(await upload(fileOfBytes(csvBytesMax + 1))).toMatchObject({
    status: 413,
    code: 'payload_too_large',
  });
});

it('refuses another kind of file, whatever is in it', async () => {
  const file = Buffer.from(`${heading}a,A\n`);
  expect(await upload(file, 'list.xlsx')).toMatchObject({ status: 422, code: 'file_refused' });
  expect(await upload(file, 'LIST.CSV')).toMatchObject({ status: 200 });
});

it('refuses a viewer before it reads the file', async () => {
  const reply = await upload(Buffer.from(`${heading}a,A\n`), 'list.csv', viewer);
  expect(reply).toMatchObject({ status: 403, code: 'forbidden' });
});

it('shows a viewer the review and its bad lines, and lets nobody slip more into an apply', async () => {
  const { previewId } = await upload(Buffer.from(`${heading}a,A\nb,\n`));
  const read = (path: string, headers: SignedInHeaders | undefined) =>
    test.app.inject({ method: 'GET', url: at(`/previews/${previewId}${path}`), headers });
  const rows = await read('/rows?kind=error&limit=100', viewer);
  expect(rows.json()).toMatchObject({ total: 1, items: [{ line: 3 }] });
  const bad = await read('/bad-rows.csv', viewer);
  expect(bad.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(bad.body).toContain('The name is missing');
  expect((await read('/bad-rows.csv', undefined)).statusCode).toBe(401);
  for (const query of ['', '?kind=unchanged', '?kind=new&limit=0', '?kind=new&limit=101']) {
    expect((await read(`/rows${query}`, viewer)).statusCode).toBe(400);
  }
  const fine = await upload(Buffer.from(`${heading}a,A\n`));
  const apply = await test.app.inject({
    method: 'POST',
    url: at('/apply'),
    headers: manager,
    payload: {
      previewId: fine.previewId,
      integrationId: '00000000-0000-7000-8000-000000000000',
      rows: [{ partner_id: 'slipped-in' }],
      fault_count: 0,
      __proto__: { version: 1 },
    },
  });
  expect([200, 400, 422]).toContain(apply.statusCode);
  const list = await test.system.db
    .selectFrom('partner_job_type')
    .select(['integration_id', 'partner_id'])
    .execute();
  const expected =
    apply.statusCode === 200 ? [{ integration_id: integrationId, partner_id: 'a' }] : [];
  expect(list).toEqual(expected);
});

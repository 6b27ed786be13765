import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { logoBytesMax } from '@leads/contract/integration-general';
import { newId } from '#platform/id.ts';
import {
  createIntegrationApp,
  listAudit,
  makeDraft,
  staffIdentity,
} from '../testing/integrations-under-test.ts';

let running: Awaited<ReturnType<typeof createIntegrationApp>>;
beforeAll(async () => {
  running = await createIntegrationApp();
});
afterAll(async () => running.close());
beforeEach(() => {
  running.caller.identity = staffIdentity('manager');
});

const picture = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: 'teal' } });

const boundary = 'form-boundary';

function formOf(fileName: string, bytes: Buffer, field = 'file'): Buffer {
  return Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${fileName}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    ),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

async function upload(id: string, payload: Buffer) {
  return running.app.inject({
    method: 'PUT',
    url: `/api/admin/integrations/${id}/logo`,
    headers: {
      origin: 'http://localhost:4600',
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload,
  });
}

test('keeps the redrawn PNG, serves it to whoever is signed in, for ever', async () => {
  const id = await makeDraft(running.system);
  const reply = await upload(id, formOf('logo.jpg', await picture(900).jpeg().toBuffer()));
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)]);
  const { logoUrl } = reply.json();
  expect(logoUrl).toMatch(new RegExp(`^/api/logos/${id}/[0-9a-f]{64}\\.png$`));
  running.caller.identity = {
    kind: 'user',
    userId: 't1',
    name: 'Tom',
    email: 'tom@example.com',
    sessionId: 's2',
    staffRole: null,
    memberships: [],
  };
  const served = await running.call('GET', logoUrl);
  expect(served.headers).toMatchObject({
    'content-type': 'image/png',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  expect(await sharp(served.rawPayload).metadata()).toMatchObject({ format: 'png', width: 512 });
  running.caller.identity = undefined;
  expect((await running.call('GET', logoUrl)).statusCode).toBe(401);
});

test('another picture has another address; removal ends both; each is audited', async () => {
  const id = await makeDraft(running.system);
  const first = (await upload(id, formOf('a.png', await picture(10).png().toBuffer()))).json();
  const second = (await upload(id, formOf('a.png', await picture(20).png().toBuffer()))).json();
  expect(second.logoUrl).not.toBe(first.logoUrl);
  expect((await running.call('GET', first.logoUrl)).statusCode).toBe(404);
  const removed = await running.call('DELETE', `/api/admin/integrations/${id}/logo`);
  expect(removed.json().logoUrl).toBeNull();
  expect((await running.call('GET', second.logoUrl)).statusCode).toBe(404);
  const again = await running.call('DELETE', `/api/admin/integrations/${id}/logo`);
  expect(again.statusCode).toBe(200);
  const audit = await listAudit(running.system, id);
  expect(audit.slice(1).map(({ action }) => action)).toEqual(
    Array(3).fill('integration.save_logo'),
  );
  expect(JSON.stringify(audit)).not.toContain('png":');
});

test('takes 1 MB and not one byte more', async () => {
  const id = await makeDraft(running.system);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  const edge = Buffer.concat([svg, Buffer.alloc(logoBytesMax - svg.length, ' ')]);
  const taken = await upload(id, formOf('a.svg', edge));
  expect([taken.statusCode, taken.body]).toEqual([200, expect.any(String)]);
  const beyond = await upload(id, formOf('a.svg', Buffer.concat([edge, Buffer.from(' ')])));
  expect(beyond.json()).toMatchObject({
    code: 'file_refused',
    detail: expect.stringContaining('larger than 1 MB'),
  });
});

test('refuses in words: a .gif renamed .png, no file, no form; nothing is stored', async () => {
  const id = await makeDraft(running.system);
  const gif = await picture(8).gif().toBuffer();
  const renamed = await upload(id, formOf('logo.png', gif));
  expect(renamed.statusCode).toBe(422);
  expect(renamed.json().detail).toContain('neither a JPEG, a PNG nor an SVG');
  expect((await upload(id, Buffer.from(`--${boundary}--\r\n`))).json().code).toBe('file_refused');
  expect((await upload(id, formOf('a.png', gif, 'other'))).json().code).toBe('file_refused');
  const url = `/api/admin/integrations/${id}/logo`;
  expect((await running.call('PUT', url, { file: 'x' })).statusCode).toBe(415);
  expect((await running.call('GET', `/api/admin/integrations/${id}`)).json().logoUrl).toBeNull();
});

test('a viewer, and an integration that is not there, are refused', async () => {
  const id = await makeDraft(running.system);
  const form = formOf('a.png', await picture(8).png().toBuffer());
  expect((await upload(newId(), form)).statusCode).toBe(404);
  running.caller.identity = staffIdentity('viewer');
  expect((await upload(id, form)).json().code).toBe('forbidden');
  const removal = await running.call('DELETE', `/api/admin/integrations/${id}/logo`);
  expect(removal.json().code).toBe('forbidden');
});

test.each([
  'x/y.png',
  `${newId()}/abc.png`,
  `${newId()}/${'0'.repeat(64)}.png`,
  `${newId()}/${'0'.repeat(64)}`,
])('no logo at %s', async (path) => {
  expect((await running.call('GET', `/api/logos/${path}`)).statusCode).toBe(404);
});

import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { createLog } from './log.ts';
import type { Log } from './log.ts';
import { REDACTED } from './log-redaction.ts';

function createCapturedLog(): {
  log: Log;
  text: () => string;
  lines: () => Record<string, unknown>[];
} {
  const written: string[] = [];
  const log = createLog({ level: 'info', destination: { write: (line) => written.push(line) } });
  const text = () => written.join('');
  return {
    log,
    text,
    lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

test('writes one JSON object a line, with the level as a word and the time in ISO 8601', () => {
  const { log, lines } = createCapturedLog();
  log.warn({ deliveryId: 'd1', status: 503 }, 'delivery.attempted');
  log.debug('not written');
  expect(lines()).toHaveLength(1);
  expect(lines()[0]).toMatchObject({
    level: 'warn',
    deliveryId: 'd1',
    status: 503,
    msg: 'delivery.attempted',
  });
  expect(lines()[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

describe('never writes what a field of this name holds', () => {
  const names = `
    authorization Authorization proxy-authorization cookie set-cookie x-api-key apiKey client_secret
    clientSecret password newPassword secret token access_token refreshToken id_token signingKey
    SEALING_KEYS SESSION_SECRET TOKEN_SIGNING_KEYS code_verifier DATABASE_URL telephone phone email
    contactEmail name givenName family_name userInformation customer streetAddress postalCode
    extraDetails description comment body payload parameters query
  `;
  test.each(names.trim().split(/\s+/))('%s', (name) => {
    const { log, text, lines } = createCapturedLog();
    const planted = { [name]: 'PLANTED' };
    log.info(planted, 'top');
    log.info({ a: { b: [{ c: { d: { e: planted } } }] } }, 'deep');
    log.info({ [name]: { inner: ['PLANTED'] } }, 'whole object');
    log.child(planted).info('bound');
    log.child({}).child({ lead: planted }, {}).info('bound deep, by a grandchild');
    log.info(
      { err: Object.assign(new Error('failed'), { request: planted, cause: planted }) },
      'in an error',
    );
    expect(text()).not.toContain('PLANTED');
    expect(lines()[0]?.[name]).toBe(REDACTED);
    expect(lines()[3]?.[name]).toBe(REDACTED);
  });
});

test('keeps what operators need', () => {
  const { log, lines } = createCapturedLog();
  const fields = {
    code: 'lead_taken',
    state: 'new',
    status: 409,
    table: 'leads',
    attempt: 3,
    alive: true,
    none: null,
  };
  log.info({ ...fields, at: new Date(0), ids: ['a', 'b'], big: 12n }, 'x');
  expect(lines()[0]).toMatchObject({
    ...fields,
    at: '1970-01-01T00:00:00.000Z',
    ids: ['a', 'b'],
    big: '12',
  });
});

test('an error shows type, message, frames and causes, but not the values it quotes', () => {
  const { log, text, lines } = createCapturedLog();
  const cause = Object.assign(
    new Error('duplicate key value violates unique constraint "users_email"'),
    {
      code: '23505',
      detail: 'Key (email)=(joe@example.com) already exists.',
      where: 'joe@example.com',
      constraint: 'users_email',
      table: 'users',
    },
  );
  log.error(new TypeError('could not save', { cause }));
  const [line] = lines();
  expect(line?.['err']).toMatchObject({
    type: 'TypeError',
    message: 'could not save',
    cause: { type: 'Error', code: '23505', constraint: 'users_email', table: 'users' },
  });
  expect(JSON.stringify(line?.['err'])).toContain('log.test.ts');
  expect(text()).not.toContain('joe@example.com');
});

test.each([
  ['JSON.parse', () => JSON.parse('joe@example.com')],
  [
    'PostgreSQL',
    () => {
      throw new Error('invalid input syntax for type uuid: "joe@example.com"');
    },
  ],
])('hides the input that %s quotes in its message', (_who, act) => {
  const { log, text, lines } = createCapturedLog();
  let caught: unknown;
  try {
    act();
  } catch (err) {
    caught = err;
  }
  log.error(caught);
  log.error({ err: caught, deeper: { err: caught } }, 'again');
  expect(lines()).toHaveLength(2);
  expect(text()).not.toContain('joe@example.com');
});

test('addresses are written without query, fragment and credentials', () => {
  const { log, lines } = createCapturedLog();
  log.info(
    {
      url: 'https://u:p@x.example/cb?code=PLANTED#PLANTED',
      at: new URL('https://u:p@x.example/?q=1'),
    },
    'x',
  );
  expect(lines()[0]).toMatchObject({ url: 'https://x.example/cb', at: 'https://x.example/' });
});

test('circles, depth, long lists and odd values end a line, not the process', () => {
  const { log, lines } = createCapturedLog();
  const circle: Record<string, unknown> = { id: 1 };
  circle['self'] = circle;
  log.info(
    {
      circle,
      list: Array.from({ length: 10_000 }, () => ({ a: 1 })),
      bytes: Buffer.alloc(99),
      bad: new Date(Number.NaN),
    },
    'x',
  );
  expect(lines()[0]).toMatchObject({ bytes: '[99 bytes]', bad: null });
  expect(lines()[0]?.['list']).toHaveLength(100);
});

test('as the log of the HTTP server it shows the path of a request, no query and no headers', async () => {
  const { log, text, lines } = createCapturedLog();
  const app = Fastify({ loggerInstance: log });
  app.get('/oidc/callback', (request) => {
    request.log.info({ email: 'PLANTED' }, 'inside');
    throw new Error('broken');
  });
  await app.inject({ url: '/oidc/callback?code=PLANTED', headers: { cookie: 'PLANTED' } });
  await app.close();
  expect(text()).not.toContain('PLANTED');
  expect(lines()[0]?.['req']).toEqual({
    method: 'GET',
    path: '/oidc/callback',
    remoteAddress: '127.0.0.1',
  });
  expect(lines().find((line) => 'err' in line)).toMatchObject({
    err: { message: 'broken' },
    res: { status: 500 },
  });
});

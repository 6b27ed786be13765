import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectionTest } from '@leads/contract/connection-test';
import type { SignedInHeaders } from '#testing/sign-in-as.ts';
import { createStaffScene, formOf } from '../testing/staff-scene.ts';
import type { StaffScene } from '../testing/staff-scene.ts';

let scene: StaffScene;
let headers: SignedInHeaders;
let server: Server;
let status = 200;
const methods: string[] = [];

beforeAll(async () => {
  scene = await createStaffScene('st_pairing');
  ({ headers } = await scene.signIn('manager'));
  server = createServer((request, response) => {
    methods.push(request.method ?? '');
    response.writeHead(status, status === 302 ? { location: 'http://127.0.0.1:9/' } : {});
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await scene.close();
});

async function check(pairingUrl: string | null): Promise<ConnectionTest> {
  const urls = { ...formOf(null, { clientId: null, clientSecret: null }), pairingUrl };
  const reply = await scene.post('test-connection', { ...urls, scopes: null }, headers);
  expect([reply.statusCode, reply.body]).toEqual([200, expect.any(String)]);
  return reply.json();
}

const resultsOf = ({ checks }: ConnectionTest) => checks.map(({ id, result }) => `${id} ${result}`);

test.each([
  [200, 'passed', true],
  [401, 'passed', true],
  [405, 'passed', true],
  [404, 'warning', true],
  [410, 'warning', true],
  [500, 'warning', true],
  [302, 'warning', true],
] as const)('an answer with status %i is %s', async (answered, result, passed) => {
  status = answered;
  const { port } = server.address() as AddressInfo;
  const outcome = await check(`http://127.0.0.1:${port}/pair`);
  expect(resultsOf(outcome)).toEqual([
    'address passed',
    'dns passed',
    'tls skipped',
    `answer ${result}`,
  ]);
  expect(outcome.passed).toBe(passed);
});

test('no pairing is started: the address is only asked whether it is there', () => {
  expect(new Set(methods)).toEqual(new Set(['HEAD']));
});

test('nobody there fails at the connection, and a refused address is not called', async () => {
  expect(resultsOf(await check('http://127.0.0.1:9/pair'))).toEqual([
    'address passed',
    'dns passed',
    'tls failed',
    'answer skipped',
  ]);
  for (const refused of [null, 'https://10.1.2.3/pair', 'http://partner.example/pair']) {
    expect(resultsOf(await check(refused))).toEqual([
      'address failed',
      'dns skipped',
      'tls skipped',
      'answer skipped',
    ]);
  }
});

test('its audit names the address; Try sign-in has nothing to try', async () => {
  expect((await scene.listAudit('integration.test_connection')).at(-1)?.after).toEqual({
    address: 'http://partner.example/pair',
    clientId: null,
    failed: ['address'],
    warnings: [],
  });
  const reply = await scene.post('try-sign-in', formOf(null), headers);
  expect(reply.json().code).toBe('wrong_authorization_type');
});

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { createResolveHost } from './resolve-host.ts';
import type { ResolveHost } from './resolve-host.ts';

const TYPES = { 1: 'A', 28: 'AAAA' } as const;
type Records = Record<string, { A?: number[][]; AAAA?: number[][]; error?: number }>;

/** A name server on loopback (RFC 1035 §4.1) that knows these names. */
async function startNameServer(records: Records): Promise<ResolveHost> {
  const server = createSocket('udp4');
  server.on('message', (query, { port, address }) => {
    server.send(toAnswer(query, records), port, address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return createResolveHost({ servers: [`127.0.0.1:${server.address().port}`] });
}

function toAnswer(query: Buffer, records: Records): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  const type = query.readUInt16BE(at + 1);
  const found = records[labels.join('.').toLowerCase()];
  const addresses = type === 1 || type === 28 ? (found?.[TYPES[type]] ?? []) : [];
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(0x8180 | (found === undefined ? 3 : (found.error ?? 0)), 2);
  header.writeUInt16BE(addresses.length, 6);
  header.fill(0, 8);
  const answers = addresses.map((bytes) =>
    Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, bytes.length, ...bytes]),
  );
  return Buffer.concat([header, query.subarray(12, at + 5), ...answers]);
}

const ipv6 = [0x26, 0x06, 0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x11];

test('answers all addresses of both kinds', async () => {
  const resolve = await startNameServer({
    'both.example': {
      A: [
        [1, 1, 1, 1],
        [10, 0, 0, 1],
      ],
      AAAA: [ipv6],
    },
    'four.example': { A: [[1, 1, 1, 1]] },
    'six.example': { AAAA: [ipv6] },
  });
  expect((await resolve('both.example')).sort()).toEqual([
    '1.1.1.1',
    '10.0.0.1',
    '2606:4700::1111',
  ]);
  expect(await resolve('four.example')).toEqual(['1.1.1.1']);
  expect(await resolve('six.example')).toEqual(['2606:4700::1111']);
});

test('tells an unknown name from name servers in trouble', async () => {
  const resolve = await startNameServer({ 'empty.example': {}, 'broken.example': { error: 2 } });
  const unknown = { reason: 'dns', message: expect.stringContaining('does not exist') as string };
  await expect(resolve('nobody.example')).rejects.toMatchObject(unknown);
  await expect(resolve('empty.example')).rejects.toMatchObject(unknown);
  await expect(resolve('broken.example')).rejects.toMatchObject({
    reason: 'dns',
    message: 'The name broken.example could not be looked up just now.',
  });
});

test('names that no name server can be asked for are unknown names', async () => {
  const resolve = await startNameServer({});
  await expect(resolve(`${'a'.repeat(64)}.example`)).rejects.toMatchObject({ reason: 'dns' });
  await expect(resolve('a..example')).rejects.toMatchObject({ reason: 'dns' });
});

import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ingestLead,
  makeBooking,
  makeLeadScene,
  partnerOf,
} from '#features/leads/testing/lead-scene.ts';
import type { LeadScene } from '#features/leads/testing/lead-scene.ts';
import { newId } from '#platform/id.ts';
import { startUntil } from '#testing/start-until.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';
import { makePlatformCaller } from '#features/platform-api/testing/platform-caller.ts';
import type { PlatformCaller } from '#features/platform-api/testing/platform-caller.ts';

let test: TestApp;
let core: PlatformCaller;
let scene: LeadScene;
/** The end of the feed as the test before left it. */
let cursor: string;

beforeAll(async () => {
  test = await createTestApp();
  core = await makePlatformCaller(test);
  scene = await makeLeadScene(test.system);
  ({ nextCursor: cursor } = await read());
});
afterAll(() => test.close());

interface Page {
  items: { id: string; partnerBookingId: string }[];
  nextCursor: string;
}

async function read(query: Record<string, string> = {}): Promise<Page> {
  const path = `/leads?${new URLSearchParams(query).toString()}`;
  const { status, body } = await core.call<Page>('GET', path);
  expect(status).toBe(200);
  return body;
}

const post = async () => (await ingestLead(scene.partnerCtx, makeBooking(scene))).bookingId;
const idsOf = ({ items }: Page) => items.map(({ id }) => id);

/** A lead whose transaction stays open until the test ends it. */
async function beginLead(client: Client): Promise<string> {
  const id = newId();
  await client.query('begin');
  await client.query(
    `insert into lead (tenant_id, id, integration_id, connection_id, account_id, profile_id, partner_booking_id, idempotency_token)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [
      scene.tenantId,
      id,
      scene.integrationId,
      scene.connectionId,
      scene.accountId,
      scene.profileId,
      id,
    ],
  );
  return id;
}

const newClient = () => new Client({ connectionString: test.system.database.url });

async function withClient<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = newClient();
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** A call that has looked, and found that it has to wait: for who still writes leads, or for the next lead. */
function startReading(query: Record<string, string>, waitsFor: 'writers' | 'a lead') {
  const part = waitsFor === 'writers' ? 'virtualtransaction' : 'lead_feed_position';
  return startUntil(() => read(query), { url: test.system.database.url, part });
}

describe('the feed of leads', () => {
  it('tells each once, in order, a page at a time', async () => {
    const posted = [await post(), await post(), await post()];
    const first = await read({ after: cursor, limit: '2' });
    const second = await read({ after: first.nextCursor, limit: '2' });
    expect([...idsOf(first), ...idsOf(second)]).toEqual(posted);
    const none = await read({ after: second.nextCursor });
    expect(none).toEqual({ items: [], nextCursor: expect.any(String) });
    expect(idsOf(await read({ after: cursor }))).toEqual(posted);
    cursor = none.nextCursor;
  });

  it('says all that the core needs, by the core’s own ids', async () => {
    const booking = makeBooking(scene, { extraDetails: { leadCost: 12.5 } });
    const { bookingId } = await ingestLead(scene.partnerCtx, booking);
    const { items, nextCursor } = await read({ after: cursor });
    cursor = nextCursor;
    expect(items).toMatchObject([
      {
        id: bookingId,
        version: 1,
        state: 'new',
        tenantExternalId: `ext-${scene.tenantId}`,
        integration: { id: scene.integrationId },
        customer: { name: 'Maria Alvarez', email: 'maria.alvarez@example.com' },
        address: { postalCode: '85032' },
        jobTypeExternalId: scene.jobTypeId,
        businessUnitExternalId: scene.jobTypeId,
        extraDetails: { leadCost: 12.5 },
        appointment: null,
        invoices: [],
      },
    ]);
  });

  it('leaves test leads out', async () => {
    const sandbox = test.system.contextFor(partnerOf(scene.integrationId, 'sandbox'));
    const slot = { accountId: 'test-account', profileId: 'test-profile' };
    const { bookingId } = await ingestLead(sandbox, makeBooking(scene, { slot }));
    const page = await read({ after: cursor });
    expect(page.items).toEqual([]);
    cursor = page.nextCursor;
    expect((await core.call('GET', `/leads/${bookingId}`)).status).toBe(404);
  });

  it('waits for a lead that began earlier and commits later, and skips none', async () => {
    await withClient(async (client) => {
      const early = await beginLead(client);
      const late = await post();
      const { running } = await startReading({ after: cursor }, 'writers');
      await client.query('commit');
      const page = await running;
      expect(idsOf(page)).toEqual([early, late]);
      cursor = page.nextCursor;
    });
  });

  it('does not wait for good on one that is rolled back', async () => {
    await withClient(async (client) => {
      await beginLead(client);
      const late = await post();
      const { running } = await startReading({ after: cursor }, 'writers');
      await client.query('rollback');
      const page = await running;
      expect(idsOf(page)).toEqual([late]);
      cursor = page.nextCursor;
    });
  });

  it('skips and doubles none while many transactions commit in any order', async () => {
    const told: string[] = [];
    const committed = new Set<string>();
    let writing = true;
    const follow = async () => {
      for (;;) {
        const isLast = !writing;
        const page = await read({ after: cursor, limit: '7' });
        told.push(...idsOf(page));
        cursor = page.nextCursor;
        if (isLast && page.items.length === 0) return;
      }
    };
    const clients = Array.from({ length: 8 }, () => newClient());
    await Promise.all(clients.map((client) => client.connect()));
    const following = follow();
    const open: { client: Client; id: string }[] = [];
    const endOne = async (turn: number) => {
      const [ended] = open.splice((turn * 5) % open.length, 1);
      if (ended === undefined) throw new Error('nothing is open');
      const keep = turn % 5 !== 0;
      await ended.client.query(keep ? 'commit' : 'rollback');
      if (keep) committed.add(ended.id);
      clients.push(ended.client);
    };
    for (let turn = 0; turn < 96; turn += 1) {
      const client = clients.pop();
      if (client === undefined) throw new Error('all clients are busy');
      open.push({ client, id: await beginLead(client) });
      if (clients.length === 0) await endOne(turn);
    }
    while (open.length > 0) await endOne(open.length);
    writing = false;
    await following;
    await Promise.all(clients.map((client) => client.end()));
    expect(told.length).toBe(new Set(told).size);
    expect(new Set(told)).toEqual(committed);
  });
});

describe('waiting for leads', () => {
  it('is woken by the next lead', async () => {
    const startedMs = performance.now();
    const { running } = await startReading({ after: cursor, wait: '30' }, 'a lead');
    const posted = await post();
    const page = await running;
    expect(idsOf(page)).toEqual([posted]);
    expect(performance.now() - startedMs).toBeLessThan(4000);
    cursor = page.nextCursor;
  });

  it('ends without a lead when the time is over, with a cursor to go on from', async () => {
    const page = await read({ after: cursor, wait: '1' });
    expect(page.items).toEqual([]);
    const posted = await post();
    const next = await read({ after: page.nextCursor });
    expect(idsOf(next)).toEqual([posted]);
    cursor = next.nextCursor;
  });

  it('is for 60 seconds at most, and for cursors of this list', async () => {
    expect((await core.call('GET', '/leads?wait=61')).status).toBe(400);
    for (const after of ['x', Buffer.from('[-1]').toString('base64url')]) {
      const { status, body } = await core.call('GET', `/leads?after=${after}`);
      expect([status, body['code']]).toEqual([400, 'invalid_request']);
    }
  });

  it('ends when the process stops', async () => {
    const other = await createTestApp();
    const caller = await makePlatformCaller(other);
    const { url } = other.system.database;
    const { running } = await startUntil(() => caller.call<Page>('GET', '/leads?wait=60'), {
      url,
      part: 'lead_feed_position',
    });
    await other.close();
    expect((await running).body.items).toEqual([]);
  });
});

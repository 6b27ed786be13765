import { setTimeout as sleep } from 'node:timers/promises';
import type { Bar } from '../frame/bar.ts';
import { percentile } from '../frame/latency.ts';
import type { Inbox } from './part.ts';
import { inboxTenantId } from './seed-inbox.ts';

const acts = 60;
const perSecond = 10;
const lead = (id: string) => `/api/tenant/${inboxTenantId}/leads/${id}`;

/** The hints of the other page's stream, each told with its lead. */
async function openStream({ other, otherCookie }: Inbox, onLead: (id: string) => void) {
  const controller = new AbortController();
  const { statusCode, body } = await other.http.request({
    method: 'GET',
    path: `/api/tenant/${inboxTenantId}/live`,
    headers: { cookie: otherCookie },
    signal: controller.signal,
    bodyTimeout: 0,
  });
  if (statusCode !== 200) throw new Error(`the stream answered ${statusCode}`);
  let text = '';
  const reading = (async () => {
    for await (const chunk of body) {
      text += String(chunk);
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.+)$/m.exec(event)?.[1];
        const hint =
          data === undefined ? undefined : (JSON.parse(data) as { topic: string; id: string });
        if (hint?.topic === 'leads') onLead(hint.id);
      }
    }
  })().catch((err: unknown) => {
    if (!controller.signal.aborted) throw err;
  });
  return { close: async () => (controller.abort(), reading) };
}

async function readAccepted({ other, otherCookie }: Inbox, id: string): Promise<boolean> {
  const get = async (path: string) => {
    const headers = { cookie: otherCookie };
    const { statusCode, body } = await other.http.request({ method: 'GET', path, headers });
    const text = await body.text();
    if (statusCode !== 200) throw new Error(`GET ${path} answered ${statusCode}: ${text}`);
    return JSON.parse(text) as { state?: string };
  };
  // What an open page reads again upon a hint: its list and the lead.
  const [one] = await Promise.all([get(lead(id)), get(lead('').replace(/\/$/, '?limit=25'))]);
  return one.state === 'accepted';
}

async function accept({ http, headers, origin }: Inbox, id: string): Promise<void> {
  const { statusCode, body } = await http.request({
    method: 'POST',
    path: `${lead(id)}/accept`,
    headers: {
      ...headers,
      origin: origin.replace('127.0.0.1', 'localhost'),
      'content-type': 'application/json',
    },
    body: JSON.stringify({ version: 1 }),
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`accepting answered ${statusCode}: ${text}`);
}

/** From sending the act to having the changed lead in the other page, by another process; ten acts a second. */
async function measureLive(place: Inbox): Promise<number> {
  const { rows } = await place.sql.query<{ id: string }>(
    `select id from lead where tenant_id = '${inboxTenantId}' and state = 'new' and not test
     order by received_at desc limit ${acts}`,
  );
  const dueAt = new Map<string, number>();
  const taken: number[] = [];
  const failures: unknown[] = [];
  const stream = await openStream(place, (id) => {
    const since = dueAt.get(id);
    if (since === undefined) return;
    readAccepted(place, id).then(
      (isAccepted) => {
        if (isAccepted && dueAt.delete(id)) taken.push(performance.now() - since);
      },
      (err: unknown) => failures.push(err),
    );
  });
  const startMs = performance.now();
  await Promise.all(
    rows.map(async ({ id }, index) => {
      const dueMs = startMs + (index * 1000) / perSecond;
      await sleep(Math.max(0, dueMs - performance.now()));
      dueAt.set(id, dueMs);
      await accept(place, id);
    }),
  );
  const deadline = performance.now() + 5_000;
  while (dueAt.size > 0 && performance.now() < deadline) await sleep(20);
  await stream.close();
  if (failures.length > 0) throw failures[0];
  if (taken.length < rows.length)
    throw new Error(`${rows.length - taken.length} acts never showed`);
  return percentile(taken, 0.95);
}

export const liveBars: readonly Bar<Inbox>[] = [
  {
    name: 'act → the lead in another page, by another process, p95',
    bar: { below: 500 },
    unit: 'ms',
    measure: measureLive,
  },
];

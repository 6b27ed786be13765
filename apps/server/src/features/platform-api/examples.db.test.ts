import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeLead, makeLeadScene } from '#features/leads/testing/lead-scene.ts';
import type { LeadScene } from '#features/leads/testing/lead-scene.ts';
import { createTestApp } from '#testing/test-app.ts';
import type { TestApp } from '#testing/test-app.ts';
import { makePlatformCaller } from './testing/platform-caller.ts';
import { readExamples } from './testing/read-examples.ts';

const examples = readExamples(new URL('../../../../../docs/platform-api.md', import.meta.url));

let test: TestApp;
let scene: LeadScene;
/** What the examples put in place of `$NAME`. */
const names: Record<string, string> = { LEADS_URL: '', LEADS_KEY: '', LEAD: '', AFTER: '' };

beforeAll(async () => {
  test = await createTestApp();
  const { headers } = await makePlatformCaller(test);
  names['LEADS_KEY'] = headers.authorization.replace('Bearer ', '');
  scene = await makeLeadScene(test.system);
  // The page tells of one tenant; the one with the lead is not active, so that lists of active ones are as shown.
  await test.system.db
    .updateTable('tenant')
    .set({ active: false })
    .where('id', '=', scene.tenantId)
    .execute();
});
afterAll(() => test.close());

const anyText: unknown = expect.any(String);

/** `…` on the page stands for anything. */
function toMatcher(shown: unknown): unknown {
  if (shown === '…') return anyText;
  if (Array.isArray(shown)) return shown.map(toMatcher);
  if (typeof shown !== 'object' || shown === null) return shown;
  return expect.objectContaining(
    Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, toMatcher(value)])),
  );
}

it('has an example of each kind of call', () => {
  expect(examples.length).toBeGreaterThanOrEqual(12);
});

it('answers every example of the page as the page shows it', async () => {
  for (const make of examples) {
    if (make(names).path.startsWith('/api/platform/leads?wait')) await bringLead();
    const { method, path, headers, body, answer } = make(names);
    const reply = await test.app.inject({
      method: method as 'GET',
      url: path,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    });
    const isLines = reply.headers['content-type'] === 'application/x-ndjson';
    const got = isLines
      ? reply.body
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown)
      : reply.json();
    expect(got, `${method} ${path}`).toEqual(toMatcher(answer));
    const { nextCursor } = got as { nextCursor?: string | null };
    if (path.startsWith('/api/platform/leads?')) names['AFTER'] = nextCursor ?? '';
  }
});

/** The lead that the page goes on to speak of. */
async function bringLead(): Promise<void> {
  const { db } = test.system;
  const activate = (active: boolean) =>
    db.updateTable('tenant').set({ active }).where('id', '=', scene.tenantId).execute();
  await activate(true);
  names['LEAD'] = (await makeLead(scene)).leadId;
  await activate(false);
}

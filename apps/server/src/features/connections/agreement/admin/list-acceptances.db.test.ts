import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AgreementAcceptance } from '@leads/contract/agreements';
import { systemActor } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { encodeCursor } from '#platform/db/page-cursor.ts';
import { makeIntegration, makeTenant } from '#testing/factories.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { findCurrentAgreement } from '../current-agreement.ts';
import { listAcceptances } from './list-acceptances.ts';

const count = 25;
let system: TestSystem;
let reader: Context;
let agreementId: string;
let integrationId: string;

beforeAll(async () => {
  system = await createTestSystem();
  reader = system.contextFor(systemActor('test'));
  const { db } = system;
  integrationId = await makeIntegration(db);
  agreementId = (await findCurrentAgreement(db, integrationId))?.id ?? '';
  for (let index = 0; index < count; index += 1) {
    const tenantId = await makeTenant(db, { name: `Tenant ${index} 50%_off` });
    await accept({ tenantId, at: `2026-01-01T00:00:00.00000${index % 3}Z` });
  }
});
afterAll(async () => system.close());

async function accept({ tenantId, at }: { tenantId: string; at: string }): Promise<void> {
  await system.db
    .insertInto('agreement_acceptance')
    .values({
      tenant_id: tenantId,
      id: newId(),
      integration_id: integrationId,
      agreement_id: agreementId,
      user_id: 'u1',
      user_name: 'Olga Owner',
      accepted_at: at,
    })
    .execute();
}

const list = (query: { limit?: number; cursor?: string; search?: string } = {}) =>
  listAcceptances(reader.db, { id: agreementId, query: { limit: 10, ...query } });

test('pages have every acceptance once, also those within the same millisecond', async () => {
  const seen: AgreementAcceptance[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await list(cursor === undefined ? {} : { cursor: cursor ?? '' });
    expect(page.total).toBe(count);
    expect(page.items.length).toBeLessThanOrEqual(10);
    seen.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toHaveLength(count);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(count);
  expect(seen[0]).toMatchObject({ userName: 'Olga Owner', integrationId });
});

test('a page that holds all is the last one, one less is not', async () => {
  expect((await list({ limit: count })).nextCursor).toBeNull();
  expect((await list({ limit: count - 1 })).nextCursor).not.toBeNull();
});

test('the search looks for the words as they are in the name of the tenant', async () => {
  expect((await list({ search: 'TENANT 7 ' })).items.map((one) => one.tenantName)).toEqual([
    'Tenant 7 50%_off',
  ]);
  expect((await list({ search: '0%_O' })).total).toBe(count);
  expect((await list({ search: '0%O' })).total).toBe(0);
  expect((await list({ search: 'Olga' })).items).toEqual([]);
});

test('a version that is not there is hidden', async () => {
  const work = listAcceptances(reader.db, { id: newId(), query: { limit: 10 } });
  await expectProblem(work, 'not_found');
});

test.each([
  ['no cursor at all', 'x'],
  ['values of another list', encodeCursor(['a', 'b'])],
  ['a time without an id', encodeCursor(['2026-01-01T00:00:00Z'])],
  ['an id that is none', encodeCursor(['2026-01-01T00:00:00Z', 'b'])],
  ['a time that is none', encodeCursor(['2026-02-30T00:00:00Z', newId()])],
])('a cursor that is none is refused: %s', async (_what, cursor) => {
  await expectProblem(list({ cursor }), 'invalid_request');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createIntegration } from './create-integration.ts';
import { saveGeneral } from './sections/save-general.ts';
import {
  generalOf,
  listAudit,
  makeDraft,
  managerOf,
  viewerOf,
} from './testing/integrations-under-test.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(async () => system.close());

test('makes a draft whose other sections are not set up, and audits it', async () => {
  const id = newId();
  const general = generalOf({ technicalContactEmail: 'tech@example.com' });
  const integration = await createIntegration(managerOf(system), { id, general });
  expect(integration).toMatchObject({
    id,
    status: 'draft',
    general,
    callbackUrl: `http://localhost:4600/oidc/callback/${id}`,
    updatedByName: 'Mia',
  });
  expect(
    integration.sections.map(({ section, state, version }) => [section, state, version]),
  ).toEqual([
    ['general', 'complete', 1],
    ['job_types', 'not_set_up', 0],
    ['extra_details', 'not_set_up', 0],
    ['webhooks', 'not_set_up', 0],
    ['urls', 'not_set_up', 0],
    ['tenant_access', 'not_set_up', 0],
  ]);
  expect(await listAudit(system, id)).toMatchObject([
    { action: 'integration.create', actor_name: 'Mia', before: null, after: general },
  ]);
});

test('the same create again answers the integration and changes nothing', async () => {
  const id = newId();
  const general = generalOf();
  const first = await createIntegration(managerOf(system), { id, general });
  expect(await createIntegration(managerOf(system), { id, general })).toEqual(first);
  expect(await listAudit(system, id)).toHaveLength(1);
});

test('equal creates at the same moment make one integration', async () => {
  const id = newId();
  const general = generalOf();
  const made = await Promise.all(
    [1, 2, 3, 4].map(() => createIntegration(managerOf(system), { id, general })),
  );
  expect(new Set(made.map((one) => one.general.name))).toEqual(new Set([general.name]));
  expect(await listAudit(system, id)).toHaveLength(1);
});

test('another body under the same id is refused', async () => {
  const id = await makeDraft(system);
  await expectProblem(
    createIntegration(managerOf(system), { id, general: generalOf() }),
    'changed_meanwhile',
  );
});

test('a name is taken in any case, and the field is named', async () => {
  const name = `Acme ${newId()}`;
  await makeDraft(system, { name });
  const problem = await expectProblem(
    createIntegration(managerOf(system), {
      id: newId(),
      general: generalOf({ name: name.toUpperCase() }),
    }),
    'name_taken',
  );
  expect(problem.errors).toMatchObject([{ pointer: '/general/name' }]);
  const otherId = await makeDraft(system);
  await expectProblem(
    saveGeneral(managerOf(system), {
      integrationId: otherId,
      version: 1,
      general: generalOf({ name: name.toLowerCase() }),
    }),
    'name_taken',
  );
});

test('two creates of one name at the same moment: one wins', async () => {
  const name = `Race ${newId()}`;
  const outcomes = await Promise.allSettled(
    [newId(), newId()].map((id) =>
      createIntegration(managerOf(system), { id, general: generalOf({ name }) }),
    ),
  );
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('a viewer makes nothing', async () => {
  const id = newId();
  await expectProblem(
    createIntegration(viewerOf(system), { id, general: generalOf() }),
    'forbidden',
  );
  expect(await listAudit(system, id)).toEqual([]);
});

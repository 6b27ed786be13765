import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { makeLead, makeLeadScene } from '../testing/lead-scene.ts';
import { setJobType } from './set-job-type.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

describe('setting the job type by hand', () => {
  it('sets what the mapping left open, or opens it again, without a word to the partner', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene, { slot: { serviceId: 'unmapped' } });
    const { jobTypeId: tenantJobTypeId, businessUnitId } = scene;
    const set = await setJobType(scene.officeCtx, { ...at, tenantJobTypeId, businessUnitId });
    expect(set).toMatchObject({ state: 'new', tenantJobTypeId, businessUnitId, version: 2 });
    expect(set.activities.at(-1)?.text).toBe(
      `Set the job type: Own job ${tenantJobTypeId}, Unit ${businessUnitId}`,
    );
    const nothing = { tenantJobTypeId: null, businessUnitId: null };
    const open = await setJobType(scene.officeCtx, { ...at, version: 2, ...nothing });
    expect(open).toMatchObject(nothing);
    expect(open.deliveries).toEqual([]);
  });

  it('refuses what is not the tenant’s own', async () => {
    const scene = await makeLeadScene(system);
    const theirs = await makeLeadScene(system);
    const at = await makeLead(scene);
    const { jobTypeId: tenantJobTypeId, businessUnitId } = theirs;
    const work = setJobType(scene.officeCtx, { ...at, tenantJobTypeId, businessUnitId });
    const problem = await expectProblem(work, 'validation_failed');
    expect(problem.errors.map((one) => one.pointer)).toEqual([
      '/tenantJobTypeId',
      '/businessUnitId',
    ]);
  });
});

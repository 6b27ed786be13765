import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { getJobTypeMapping, listTrades } from './get-job-type-mapping.ts';
import { saveJobTypeMapping } from './save-job-type-mapping.ts';
import { createScene, fileOf } from './test-data/scene.ts';
import type { Scene } from './test-data/scene.ts';

let system: Scene['system'];
let manager: Scene['manager'];
let viewer: Scene['viewer'];
let draft: Scene['draft'];
let upload: Scene['upload'];
let read: Scene['read'];

beforeAll(async () => {
  ({ system, manager, viewer, draft, upload, read } = await createScene());
});
afterAll(() => system.close());

describe('mapping by hand', () => {
  async function scene(status: 'draft' | 'active' = 'draft') {
    const integrationId = await draft();
    await upload(integrationId, fileOf('a,A,,,Repair AC', 'b,B,,,'));
    await system.db
      .updateTable('integration')
      .set({ status })
      .where('id', '=', integrationId)
      .execute();
    const mapping = await getJobTypeMapping(manager, integrationId);
    const [a, b] = mapping.partnerJobTypes;
    const { trades } = await listTrades(manager);
    const drain = trades
      .flatMap((trade) => trade.standardJobTypes)
      .find((one) => one.name === 'Unclog Drain');
    if (a === undefined || b === undefined || drain === undefined)
      throw new Error('incomplete scene');
    return { integrationId, version: mapping.version, a, b, drainId: drain.id };
  }

  it('maps and unmaps what is named, leaves the rest, and audits by name', async () => {
    const { integrationId, version, a, b, drainId } = await scene();
    await saveJobTypeMapping(manager, {
      integrationId,
      version,
      mappings: [
        { partnerJobTypeId: a.id, standardJobTypeId: null },
        { partnerJobTypeId: b.id, standardJobTypeId: drainId },
      ],
    });
    expect((await read(integrationId)).map((row) => row.standardJobTypeId)).toEqual([
      null,
      drainId,
    ]);
    const audit = await system.db
      .selectFrom('audit_entry')
      .select(['before', 'after'])
      .where('integration_id', '=', integrationId)
      .where('action', '=', 'integration.save_job_type_mapping')
      .executeTakeFirstOrThrow();
    expect(audit).toEqual({
      before: { a: 'Repair AC', b: null },
      after: { a: null, b: 'Unclog Drain' },
    });
  });

  it('lets one of two racing saves win', async () => {
    const { integrationId, version, b, drainId } = await scene();
    const save = () =>
      saveJobTypeMapping(manager, {
        integrationId,
        version,
        mappings: [{ partnerJobTypeId: b.id, standardJobTypeId: drainId }],
      });
    const results = await Promise.allSettled([save(), save()]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((one) => one.status === 'rejected');
    expect(lost).toMatchObject({ reason: { code: 'changed_meanwhile' } });
  });

  it('refuses ids that are not there and a job type named twice, and stores nothing', async () => {
    const { integrationId, version, a, drainId } = await scene();
    const stranger = newId();
    await expect(
      saveJobTypeMapping(manager, {
        integrationId,
        version,
        mappings: [
          { partnerJobTypeId: a.id, standardJobTypeId: drainId },
          { partnerJobTypeId: a.id, standardJobTypeId: stranger },
          { partnerJobTypeId: stranger, standardJobTypeId: null },
        ],
      }),
    ).rejects.toMatchObject({ code: 'validation_failed', errors: { length: 3 } });
    expect((await getJobTypeMapping(manager, integrationId)).version).toBe(version);
  });

  it('refuses to leave an active integration without a mapping, and refuses a viewer', async () => {
    const { integrationId, version, a } = await scene('active');
    const mappings = [{ partnerJobTypeId: a.id, standardJobTypeId: null }];
    await expect(
      saveJobTypeMapping(manager, { integrationId, version, mappings }),
    ).rejects.toMatchObject({ code: 'would_become_incomplete' });
    await expect(
      saveJobTypeMapping(viewer, { integrationId, version, mappings }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});

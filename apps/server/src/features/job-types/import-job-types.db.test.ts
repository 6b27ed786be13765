import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import { newId } from '#platform/id.ts';
import { applyJobTypes } from './apply-job-types.ts';
import { exportJobTypes } from './export-job-types.ts';
import { getJobTypeMapping } from './get-job-type-mapping.ts';
import { previewJobTypes } from './preview-job-types.ts';
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

const setRetired = (id: string | null | undefined, retired_at: Date | null) =>
  change(system.contextFor(systemActor('test')), 'demo.seed', async (tx) => {
    const value = await tx
      .updateTable('standard_job_type')
      .set({ retired_at })
      .where('id', '=', id ?? '')
      .returning('id')
      .execute();
    return { value, audit: noAudit('a test') };
  });
const retire = (id: string | null | undefined) => setRetired(id, new Date());
const unretire = (id: string) => setRetired(id, null);

describe('uploading a list', () => {
  it('imports the published mapping with every mapping in place, and writes the audit', async () => {
    const integrationId = await draft();
    const bytes = readFileSync(
      new URL('./test-data/partner-job-types-smartac.csv', import.meta.url),
    );
    const preview = await previewJobTypes(manager, { integrationId, bytes });
    expect(preview).toMatchObject({ newCount: 7, removedCount: 0, faultCount: 0 });
    expect(await read(integrationId)).toEqual([]);
    await upload(integrationId, bytes);
    const rows = await read(integrationId);
    expect(rows).toHaveLength(7);
    expect(rows.every((row) => row.standardJobTypeId !== null)).toBe(true);
    const audit = await system.db
      .selectFrom('audit_entry')
      .select(['action', 'before', 'after'])
      .where('integration_id', '=', integrationId)
      .execute();
    expect(audit).toEqual([
      {
        action: 'integration.import_job_types',
        before: { jobTypes: 0, mapped: 0 },
        after: { jobTypes: 7, mapped: 7 },
      },
    ]);
  });

  it("imports a marketplace's list without mappings", async () => {
    const integrationId = await draft();
    await upload(
      integrationId,
      readFileSync(new URL('./test-data/partner-job-types-marketplace.csv', import.meta.url)),
    );
    expect(await read(integrationId)).toHaveLength(19);
  });

  it('says what a second file would change, and applies it as the whole list', async () => {
    const integrationId = await draft();
    await upload(
      integrationId,
      fileOf(
        'a,A,,,Repair AC',
        'b,B,,,Repair AC',
        'c,C,,,',
        'd,D,,,Repair AC',
        'e,E,,,Repair AC',
        'f,F,,,Repair AC',
      ),
    );
    const second = fileOf(
      'a,A new,,,',
      'b,B,,,none',
      'c,C,,,',
      'd,D,,,Install AC',
      'e,E,,,',
      'g,G,,,',
    );
    expect(await previewJobTypes(manager, { integrationId, bytes: second })).toMatchObject({
      rowCount: 6,
      newCount: 1,
      renamedCount: 1,
      remappedCount: 2,
      removedCount: 1,
      unchangedCount: 2,
      removedMappedCount: 1,
      mappedCountNow: 5,
    });
    const before = await read(integrationId);
    await upload(integrationId, second);
    const after = await read(integrationId);
    expect(after.map((row) => row.partnerId)).toEqual(['a', 'b', 'c', 'd', 'e', 'g']);
    const mappingOf = (rows: typeof after, id: string) =>
      rows.find((row) => row.partnerId === id)?.standardJobTypeId;
    expect(mappingOf(after, 'a')).toBe(mappingOf(before, 'a'));
    expect(mappingOf(after, 'b')).toBeNull();
    expect(mappingOf(after, 'd')).not.toBe(mappingOf(before, 'd'));
    expect(after.find((row) => row.partnerId === 'a')?.id).toBe(
      before.find((row) => row.partnerId === 'a')?.id,
    );
  });

  it('changes nothing when its own export is imported again', async () => {
    const integrationId = await draft();
    await upload(integrationId, fileOf("'=cmd,-Name,@Cat,,Repair AC", '"x,1","Quote "" it",,,'));
    const before = await read(integrationId);
    expect(before.map((row) => [row.partnerId, row.name])).toEqual([
      ['=cmd', '-Name'],
      ['x,1', 'Quote " it'],
    ]);
    const { csv, fileName } = await exportJobTypes(manager, integrationId);
    expect(fileName).toMatch(/^partner-.*-job-types\.csv$/);
    expect(
      await previewJobTypes(manager, { integrationId, bytes: Buffer.from(csv) }),
    ).toMatchObject({
      newCount: 0,
      renamedCount: 0,
      remappedCount: 0,
      removedCount: 0,
      unchangedCount: 2,
    });
    await upload(integrationId, Buffer.from(csv));
    expect(await read(integrationId)).toEqual(before);
  });

  it('wants the count when more than a fifth of the mapped job types goes', async () => {
    const integrationId = await draft();
    await upload(integrationId, fileOf('a,A,,,Repair AC', 'b,B,,,Repair AC', 'c,C,,,'));
    const smaller = fileOf('a,A,,,', 'c,C,,,');
    await expect(upload(integrationId, smaller)).rejects.toMatchObject({
      code: 'confirmation_needed',
      context: { removedMapped: 1, mapped: 2 },
    });
    expect(await read(integrationId)).toHaveLength(3);
    await expect(upload(integrationId, smaller, 2)).rejects.toMatchObject({
      code: 'confirmation_needed',
    });
    await upload(integrationId, smaller, 1);
    expect(await read(integrationId)).toHaveLength(2);
  });

  it('wants no count for exactly a fifth', async () => {
    const integrationId = await draft();
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => `${id},Name,,,Repair AC`);
    await upload(integrationId, fileOf(...five));
    await upload(integrationId, fileOf(...five.slice(1)));
    expect(await read(integrationId)).toHaveLength(4);
  });

  it('exports a retired standard job type so that importing it again changes nothing', async () => {
    const integrationId = await draft();
    await upload(integrationId, fileOf('a,A,,HVAC,Repair AC', 'b,B,,,'));
    const before = await read(integrationId);
    const [{ id = '' } = {}] = await retire(before[0]?.standardJobTypeId);
    const mapping = await getJobTypeMapping(manager, integrationId);
    expect(mapping.retired).toMatchObject([{ id, name: 'Repair AC' }]);
    const { csv } = await exportJobTypes(manager, integrationId);
    expect(csv).toContain('Repair AC');
    const bytes = Buffer.from(csv);
    expect(await previewJobTypes(manager, { integrationId, bytes })).toMatchObject({
      unchangedCount: 2,
      faultCount: 0,
    });
    await upload(integrationId, bytes);
    expect(await read(integrationId)).toEqual(before);
    const moved = fileOf('a,A,,HVAC,Repair AC', 'b,B,,HVAC,Repair AC');
    expect(await previewJobTypes(manager, { integrationId, bytes: moved })).toMatchObject({
      faultCount: 1,
    });
    await unretire(id);
  });

  it('refuses a viewer and an integration that is not there', async () => {
    const integrationId = await draft();
    const bytes = fileOf('a,A,,,');
    await expect(previewJobTypes(viewer, { integrationId, bytes })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(previewJobTypes(manager, { integrationId: newId(), bytes })).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    );
  });
});

it('reviews and applies 50,000 rows', { timeout: 60_000 }, async () => {
  const integrationId = await draft();
  const lines = Array.from(
    { length: 50_000 },
    (_, index) => `id-${index},Name ${index},Category,HVAC,Repair AC`,
  );
  const startedAt = performance.now();
  const { previewId } = await previewJobTypes(manager, { integrationId, bytes: fileOf(...lines) });
  const previewedAt = performance.now();
  await applyJobTypes(manager, { integrationId, previewId });
  const appliedAt = performance.now();
  process.stdout.write(
    `50,000 rows: preview ${Math.round(previewedAt - startedAt)} ms, apply ${Math.round(appliedAt - previewedAt)} ms\n`,
  );
  expect(await read(integrationId)).toHaveLength(50_000);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReviewKind } from '@leads/contract/job-types';
import { newId } from '#platform/id.ts';
import { applyJobTypes } from './apply-job-types.ts';
import { previewJobTypes } from './preview-job-types.ts';
import { listJobTypeReviewRows, readBadRows } from './read-review.ts';
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

const preview = (integrationId: string, ...lines: string[]) =>
  previewJobTypes(manager, { integrationId, bytes: fileOf(...lines) });
const apply = (integrationId: string, previewId: string) =>
  applyJobTypes(manager, { integrationId, previewId });

function rowsOf(integrationId: string, previewId: string) {
  return async (
    kind: ReviewKind,
    more: { search?: string; cursor?: string; limit?: number } = {},
  ) => listJobTypeReviewRows(viewer, { id: integrationId, previewId, kind, limit: 25, ...more });
}

describe('the rows of a review', () => {
  it('tells what is new, renamed, remapped and removed, line by line', async () => {
    const integrationId = await draft();
    await upload(
      integrationId,
      fileOf('a,A,,,', 'b,B,Cat,,Repair AC', 'c,C,,,', 'd,D,,,Install AC'),
    );
    const { previewId } = await preview(
      integrationId,
      'new,New one,,,Repair AC',
      'a,"A, longer",Cooling,,',
      'b,B,Cat,,none',
    );
    const rows = rowsOf(integrationId, previewId);
    const repair = { trade: 'HVAC', name: 'Repair AC' };
    expect(await rows('new')).toEqual({
      items: [
        { kind: 'new', line: 2, partnerId: 'new', name: 'New one', category: '', mappedTo: repair },
      ],
      nextCursor: null,
      total: 1,
    });
    expect((await rows('renamed')).items).toEqual([
      {
        kind: 'renamed',
        line: 3,
        partnerId: 'a',
        name: 'A, longer',
        category: 'Cooling',
        nameBefore: 'A',
        categoryBefore: '',
      },
    ]);
    expect((await rows('remapped')).items).toMatchObject([
      { line: 4, partnerId: 'b', mappedBefore: repair, mappedTo: null },
    ]);
    // What loses a mapping comes first.
    expect((await rows('removed')).items).toMatchObject([
      { partnerId: 'd', mappedBefore: { name: 'Install AC' } },
      { partnerId: 'c', mappedBefore: null },
    ]);
    expect((await rows('error')).items).toEqual([]);
  });

  it('keeps the errors of a file that cannot be applied, and never counts its bad lines as removed', async () => {
    const integrationId = await draft();
    await upload(integrationId, fileOf('a,A,,,', 'b,B,,,'));
    const review = await preview(integrationId, 'a,,,,', 'b,B,,,Nothing Real', 'b,Twice,,,');
    expect(review).toMatchObject({ faultCount: 3, removedCount: 0, rowCount: 0 });
    expect((await rowsOf(integrationId, review.previewId)('error')).items).toMatchObject([
      { line: 2, column: 'Partner Job Type Name', value: '' },
      { line: 3, column: 'Standard Job Type', value: 'Nothing Real' },
      { line: 4, column: 'Partner Job Type ID', value: 'b', reason: 'Line 3 has this id already' },
    ]);
    await expect(apply(integrationId, review.previewId)).rejects.toMatchObject({
      code: 'file_refused',
    });
    expect((await read(integrationId)).map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('pages and searches without losing or repeating a row', async () => {
    const integrationId = await draft();
    const lines = Array.from(
      { length: 205 },
      (_, index) => `id-${index},Name ${index},,,Repair AC`,
    );
    const { previewId } = await preview(integrationId, ...lines);
    const rows = rowsOf(integrationId, previewId);
    const found: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await rows('new', { limit: 100, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.total).toBe(205);
      found.push(...page.items.map((row) => 'line' in row && row.line));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(found).toEqual(lines.map((_, index) => index + 2));
    expect(await rows('new', { search: ' NAME 204 ' })).toMatchObject({
      total: 1,
      items: [{ line: 206 }],
    });
    expect(await rows('new', { search: 'repair ac' })).toMatchObject({ total: 205 });
    expect(await rows('new', { search: '100%' })).toMatchObject({ total: 0 });
    await expect(rows('new', { cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  it('hands the bad lines back as the file has them, defused, with their reasons', async () => {
    const integrationId = await draft();
    const { previewId } = await preview(
      integrationId,
      'ok,Fine,,,',
      `"=HYPERLINK(""http://x"")",,"a ""b"", c",,Nothing Real`,
      `'@twice,,,,`,
    );
    const csv = await readBadRows(viewer, { integrationId, previewId });
    expect(csv.replace('\u{FEFF}', '').split('\r\n')).toEqual([
      'Partner Job Type ID,Partner Job Type Name,Category,Trade,Standard Job Type,Line,Reason',
      `"'=HYPERLINK(""http://x"")",,"a ""b"", c",,Nothing Real,3,Partner Job Type Name: The name is missing. Standard Job Type: There is no such standard job type`,
      `'@twice,,,,,4,Partner Job Type Name: The name is missing`,
      '',
    ]);
    const again = await previewJobTypes(manager, { integrationId, bytes: Buffer.from(csv) });
    expect(again.faultCount).toBe(3);
    const fine = await preview(integrationId, 'ok,Fine,,,');
    await expect(
      readBadRows(viewer, { integrationId, previewId: fine.previewId }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a review that is not the one to apply', () => {
  it('hides a review of another integration', async () => {
    const integrationId = await draft();
    const { previewId } = await preview(integrationId, 'a,A,,,', 'b,,,,');
    const other = await draft();
    const hidden = { code: 'not_found' };
    await expect(apply(other, previewId)).rejects.toMatchObject(hidden);
    await expect(apply(integrationId, newId())).rejects.toMatchObject(hidden);
    await expect(rowsOf(other, previewId)('new')).rejects.toMatchObject(hidden);
    await expect(readBadRows(viewer, { integrationId: other, previewId })).rejects.toMatchObject(
      hidden,
    );
    expect(await read(other)).toEqual([]);
  });

  it('is told from the list that changed since, from one applied, and from one too old', async () => {
    const integrationId = await draft();
    const stale = await preview(integrationId, 'a,A,,,');
    const fresh = await preview(integrationId, 'b,B,,,');
    await apply(integrationId, fresh.previewId);
    const expired = { code: 'preview_expired' };
    await expect(apply(integrationId, fresh.previewId)).rejects.toMatchObject(expired);
    await expect(apply(integrationId, stale.previewId)).rejects.toMatchObject({
      code: 'changed_meanwhile',
    });
    const late = await preview(integrationId, 'c,C,,,');
    system.clock.advance(30 * 60_000 - 1);
    await rowsOf(integrationId, late.previewId)('new');
    system.clock.advance(1);
    await expect(apply(integrationId, late.previewId)).rejects.toMatchObject(expired);
    await expect(rowsOf(integrationId, late.previewId)('new')).rejects.toMatchObject(expired);
    expect((await read(integrationId)).map((row) => row.partnerId)).toEqual(['b']);
  });

  it('goes a day after its end, with its rows', async () => {
    const integrationId = await draft();
    const { previewId } = await preview(integrationId, 'a,A,,,');
    system.clock.advance(25 * 60 * 60_000);
    await preview(await draft(), 'a,A,,,');
    const kept = await system.db
      .selectFrom('job_type_upload_change')
      .select('kind')
      .where('upload_id', '=', previewId)
      .execute();
    expect(kept).toEqual([]);
    await expect(apply(integrationId, previewId)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('lets one of two racing applies through, whether they race with one review or with two', async () => {
    const integrationId = await draft();
    const one = await preview(integrationId, 'a,A,,,');
    const two = await preview(integrationId, 'b,B,,,');
    const race = async (...previewIds: string[]) => {
      const outcomes = await Promise.allSettled(previewIds.map((id) => apply(integrationId, id)));
      return outcomes.map(({ status }) => status).sort();
    };
    expect(await race(one.previewId, two.previewId)).toEqual(['fulfilled', 'rejected']);
    expect(await read(integrationId)).toHaveLength(1);
    const same = await preview(integrationId, 'd,D,,,');
    expect(await race(same.previewId, same.previewId)).toEqual(['fulfilled', 'rejected']);
    expect((await read(integrationId)).map(({ partnerId }) => partnerId)).toEqual(['d']);
  });

  it('refuses a viewer', async () => {
    const integrationId = await draft();
    const { previewId } = await preview(integrationId, 'a,A,,,');
    await expect(applyJobTypes(viewer, { integrationId, previewId })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

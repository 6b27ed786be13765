import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from '#testing/expect-problem.ts';
import { makePartnerJobType } from '#testing/factories.ts';
import { exportJobTypes } from '../export-job-types.ts';
import { listTrades } from '../get-job-type-mapping.ts';
import { applyJobTypes } from '../apply-job-types.ts';
import { previewJobTypes } from '../preview-job-types.ts';
import { listJobTypeReviewRows } from '../read-review.ts';
import { createScene, fileOf } from '../test-data/scene.ts';
import type { Scene } from '../test-data/scene.ts';
import { addStandardJobType } from './add-standard-job-type.ts';
import { addTrade } from './add-trade.ts';
import { getCatalogue } from './get-catalogue.ts';
import { removeStandardJobType } from './remove-standard-job-type.ts';
import { removeTrade } from './remove-trade.ts';
import { renameStandardJobType } from './rename-standard-job-type.ts';
import { renameTrade } from './rename-trade.ts';
import { restoreStandardJobType, retireStandardJobType } from './retire-standard-job-type.ts';

let scene: Scene;
let tradeId: string;
let typeId: string;
let count = 0;

beforeAll(async () => {
  scene = await createScene();
});
afterAll(() => scene.system.close());
beforeEach(async () => {
  count += 1;
  ({ id: tradeId } = await addTrade(scene.manager, { name: `Trade ${count}` }));
  ({ id: typeId } = await addStandardJobType(scene.manager, { tradeId, name: 'First' }));
});

async function read(id: string) {
  const { trades } = await getCatalogue(scene.viewer);
  return trades.flatMap((trade) => trade.standardJobTypes).find((type) => type.id === id);
}

async function readAudit(subjectId: string) {
  return scene.system.db
    .selectFrom('audit_entry')
    .select(['action', 'before', 'after'])
    .where('subject_id', '=', subjectId)
    .orderBy('id')
    .execute();
}

const rename = (version: number, name: string, id = typeId) =>
  renameStandardJobType(scene.manager, { id, version, name });

/** An integration with one job type, mapped to the type. */
async function mapped(partnerId = 'p'): Promise<string> {
  const integrationId = await scene.draft();
  await makePartnerJobType(scene.system.db, {
    integrationId,
    partnerId,
    standardJobTypeId: typeId,
  });
  return integrationId;
}

describe('names', () => {
  it('adds at the end of the trade, renames, and audits both', async () => {
    await rename(1, 'Second');
    expect(await read(typeId)).toMatchObject({
      name: 'Second',
      version: 2,
      formerNames: ['First'],
    });
    const trade = `Trade ${count}`;
    expect(await readAudit(typeId)).toEqual([
      { action: 'standard_job_type.add', before: null, after: { name: 'First', trade } },
      {
        action: 'standard_job_type.rename',
        before: { name: 'First', trade },
        after: { name: 'Second', trade },
      },
    ]);
  });

  it('takes an own former name back, and keeps no former name for a change of case', async () => {
    await rename(1, 'Second');
    await rename(2, 'first');
    expect(await read(typeId)).toMatchObject({ name: 'first', formerNames: ['Second'] });
    await rename(3, 'FIRST');
    expect(await read(typeId)).toMatchObject({ name: 'FIRST', formerNames: ['Second'] });
  });

  it('refuses names that live, are retired, or were another one’s before, in any case', async () => {
    const { id: other } = await addStandardJobType(scene.manager, { tradeId, name: 'Other' });
    await rename(1, 'Renamed');
    for (const name of ['other', 'RENAMED', 'first']) {
      const problem = await expectProblem(
        addStandardJobType(scene.manager, { tradeId, name }),
        'name_taken',
      );
      expect(problem.errors[0]?.pointer).toBe('/name');
    }
    await expectProblem(rename(1, 'First', other), 'name_taken');
    await retireStandardJobType(scene.manager, { id: other, version: 1 });
    await expectProblem(rename(2, 'Other'), 'name_taken');
    const { id: elsewhere } = await addTrade(scene.manager, { name: `Elsewhere ${count}` });
    await addStandardJobType(scene.manager, { tradeId: elsewhere, name: 'First' });
  });

  it('gives a name to one of two who ask at once, and lets one of two racing renames win', async () => {
    const added = await Promise.allSettled(
      ['Twin', 'twin'].map((name) => addStandardJobType(scene.manager, { tradeId, name })),
    );
    expect(added.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const renamed = await Promise.allSettled([rename(1, 'A'), rename(1, 'B')]);
    const lost = renamed.filter((one) => one.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatchObject({ reason: { code: 'changed_meanwhile' } });
  });

  it('renames a trade under the same rules', async () => {
    const { id } = await addTrade(scene.manager, { name: `Alpha ${count}` });
    await renameTrade(scene.manager, { id, version: 1, name: `Beta ${count}` });
    await expectProblem(addTrade(scene.manager, { name: `ALPHA ${count}` }), 'name_taken');
    await expectProblem(
      renameTrade(scene.manager, { id: tradeId, version: 1, name: `beta ${count}` }),
      'name_taken',
    );
    await expectProblem(
      renameTrade(scene.manager, { id, version: 1, name: 'Late' }),
      'changed_meanwhile',
    );
    await renameTrade(scene.manager, { id, version: 2, name: `Alpha ${count}` });
    const { trades } = await getCatalogue(scene.viewer);
    expect(trades.find((trade) => trade.id === id)).toMatchObject({
      name: `Alpha ${count}`,
      formerNames: [`Beta ${count}`],
    });
    expect((await readAudit(id)).map(({ action }) => action)).toEqual([
      'trade.add',
      'trade.rename',
      'trade.rename',
    ]);
  });

  it('stay valid in imports after a rename, and an export of now imports without a change', async () => {
    const integrationId = await mapped('p');
    await rename(1, 'New, "quoted"');
    await renameTrade(scene.manager, { id: tradeId, version: 1, name: `Renamed trade ${count}` });
    const old = fileOf(`p,Service p,,Trade ${count},first`);
    expect(await previewJobTypes(scene.manager, { integrationId, bytes: old })).toMatchObject({
      faultCount: 0,
      unchangedCount: 1,
    });
    const { csv } = await exportJobTypes(scene.manager, integrationId);
    expect(csv).toContain('New, ""quoted""');
    expect(
      await previewJobTypes(scene.manager, { integrationId, bytes: Buffer.from(csv) }),
    ).toMatchObject({ faultCount: 0, unchangedCount: 1 });
  });
});

describe('retiring', () => {
  const retire = (version = 1) => retireStandardJobType(scene.manager, { id: typeId, version });
  const isOffered = async () =>
    (await listTrades(scene.viewer)).trades
      .flatMap((trade) => trade.standardJobTypes)
      .some(({ id }) => id === typeId);

  it('takes it out of every choice, keeps what is mapped, and restoring brings it back', async () => {
    const integrationId = await mapped();
    await retire();
    expect(await isOffered()).toBe(false);
    expect(await read(typeId)).toMatchObject({ version: 2, retiredAt: expect.any(String) });
    expect((await scene.read(integrationId))[0]?.standardJobTypeId).toBe(typeId);
    await restoreStandardJobType(scene.manager, { id: typeId, version: 2 });
    expect(await isOffered()).toBe(true);
    expect((await readAudit(typeId)).map(({ action }) => action)).toEqual([
      'standard_job_type.add',
      'standard_job_type.retire',
      'standard_job_type.restore',
    ]);
  });

  it('refuses an older version, what is retired already, and restoring what is not', async () => {
    await expectProblem(retire(0), 'changed_meanwhile');
    await expectProblem(
      restoreStandardJobType(scene.manager, { id: typeId, version: 1 }),
      'changed_meanwhile',
    );
    await retire();
    await expectProblem(retire(2), 'changed_meanwhile');
  });

  it('lets an export with retired mappings be imported again, and refuses new ones by name', async () => {
    const integrationId = await mapped();
    await retire();
    const { csv } = await exportJobTypes(scene.manager, integrationId);
    expect(
      await previewJobTypes(scene.manager, { integrationId, bytes: Buffer.from(csv) }),
    ).toMatchObject({ faultCount: 0, unchangedCount: 1 });
    const bytes = fileOf(`new,New,,Trade ${count},First`);
    const { previewId } = await previewJobTypes(scene.manager, { integrationId, bytes });
    const errors = await listJobTypeReviewRows(scene.viewer, {
      id: integrationId,
      previewId,
      kind: 'error',
      limit: 25,
    });
    expect(errors.items).toMatchObject([{ reason: expect.stringMatching(/retired/) }]);
  });

  it('sends a reviewed upload that names it back to review', async () => {
    const integrationId = await scene.draft();
    const bytes = fileOf(`new,New,,Trade ${count},First`);
    const { previewId } = await previewJobTypes(scene.manager, { integrationId, bytes });
    await retire();
    await expectProblem(
      applyJobTypes(scene.manager, { integrationId, previewId }),
      'preview_expired',
    );
  });
});

describe('removing', () => {
  it('removes what nothing uses, with its former names, and the empty trade after it', async () => {
    await rename(1, 'Second');
    await expectProblem(removeTrade(scene.manager, tradeId), 'in_use');
    await removeStandardJobType(scene.manager, typeId);
    expect(await read(typeId)).toBeUndefined();
    expect((await readAudit(typeId)).at(-1)).toMatchObject({ action: 'standard_job_type.remove' });
    await addStandardJobType(scene.manager, { tradeId, name: 'First' }).then(({ id }) =>
      removeStandardJobType(scene.manager, id),
    );
    await removeTrade(scene.manager, tradeId);
    expect((await readAudit(tradeId)).at(-1)).toMatchObject({ action: 'trade.remove' });
  });

  it('refuses one that is mapped, even by a deleted integration', async () => {
    const integrationId = await mapped();
    const problem = await expectProblem(removeStandardJobType(scene.manager, typeId), 'in_use');
    expect(problem.detail).toMatch(/Retire it/);
    await scene.system.db
      .updateTable('integration')
      .set({ deleted_at: new Date() })
      .where('id', '=', integrationId)
      .execute();
    await expectProblem(removeStandardJobType(scene.manager, typeId), 'in_use');
    expect(await read(typeId)).toMatchObject({ integrationCount: 0, partnerJobTypeCount: 0 });
  });
});

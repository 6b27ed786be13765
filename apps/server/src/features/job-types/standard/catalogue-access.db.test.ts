import { afterAll, beforeAll, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createScene } from '../test-data/scene.ts';
import type { Scene } from '../test-data/scene.ts';
import { addStandardJobType } from './add-standard-job-type.ts';
import { addTrade } from './add-trade.ts';
import { removeStandardJobType } from './remove-standard-job-type.ts';
import { removeTrade } from './remove-trade.ts';
import { renameStandardJobType } from './rename-standard-job-type.ts';
import { renameTrade } from './rename-trade.ts';
import { restoreStandardJobType, retireStandardJobType } from './retire-standard-job-type.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await createScene();
});
afterAll(() => scene.system.close());

const acts = {
  addTrade: (ctx: Scene['manager']) => addTrade(ctx, { name: 'X' }),
  renameTrade: (ctx: Scene['manager'], id: string) =>
    renameTrade(ctx, { id, version: 1, name: 'X' }),
  removeTrade: (ctx: Scene['manager'], id: string) => removeTrade(ctx, id),
  add: (ctx: Scene['manager'], id: string) => addStandardJobType(ctx, { tradeId: id, name: 'X' }),
  rename: (ctx: Scene['manager'], id: string) =>
    renameStandardJobType(ctx, { id, version: 1, name: 'X' }),
  retire: (ctx: Scene['manager'], id: string) => retireStandardJobType(ctx, { id, version: 1 }),
  restore: (ctx: Scene['manager'], id: string) => restoreStandardJobType(ctx, { id, version: 1 }),
  remove: (ctx: Scene['manager'], id: string) => removeStandardJobType(ctx, id),
};
it.each(Object.entries(acts))('%s refuses a viewer', async (_name, act) => {
  await expectProblem(act(scene.viewer, newId()), 'forbidden');
});
it.each(Object.entries(acts).slice(1))('%s answers 404 for an unknown id', async (_name, act) => {
  await expectProblem(act(scene.manager, newId()), 'not_found');
});

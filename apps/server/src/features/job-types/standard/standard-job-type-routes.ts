import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { mount } from '#platform/http/mount.ts';
import { addStandardJobType } from './add-standard-job-type.ts';
import { addTrade } from './add-trade.ts';
import { getCatalogue } from './get-catalogue.ts';
import { listTypeUses } from './list-type-uses.ts';
import { removeStandardJobType } from './remove-standard-job-type.ts';
import { removeTrade } from './remove-trade.ts';
import { renameStandardJobType } from './rename-standard-job-type.ts';
import { renameTrade } from './rename-trade.ts';
import { restoreStandardJobType, retireStandardJobType } from './retire-standard-job-type.ts';

export function standardJobTypeRoutes(app: FastifyInstance): void {
  mount(app, api.getCatalogue, async ({ ctx }) => getCatalogue(ctx));
  mount(app, api.listTypeUses, async ({ ctx, params, query }) =>
    listTypeUses(ctx, { id: params.id, query }),
  );
  mount(app, api.addTrade, async ({ ctx, body }) => addTrade(ctx, body));
  mount(app, api.renameTrade, async ({ ctx, params, body }) =>
    renameTrade(ctx, { id: params.id, ...body }),
  );
  mount(app, api.removeTrade, async ({ ctx, params }) => removeTrade(ctx, params.id));
  mount(app, api.addStandardJobType, async ({ ctx, params, body }) =>
    addStandardJobType(ctx, { tradeId: params.id, ...body }),
  );
  mount(app, api.renameStandardJobType, async ({ ctx, params, body }) =>
    renameStandardJobType(ctx, { id: params.id, ...body }),
  );
  mount(app, api.retireStandardJobType, async ({ ctx, params, body }) =>
    retireStandardJobType(ctx, { id: params.id, ...body }),
  );
  mount(app, api.restoreStandardJobType, async ({ ctx, params, body }) =>
    restoreStandardJobType(ctx, { id: params.id, ...body }),
  );
  mount(app, api.removeStandardJobType, async ({ ctx, params }) =>
    removeStandardJobType(ctx, params.id),
  );
}

import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import { mount } from '#platform/http/mount.ts';
import { getTenantMapping } from './mapping/get-tenant-mapping.ts';
import { saveTenantMapping } from './mapping/save-tenant-mapping.ts';
import { suggestTenantMapping } from './mapping/suggest-tenant-mapping.ts';
import { listAvailability } from './capacity/list-availability.ts';
import { previewAvailability } from './capacity/preview-availability.ts';
import { saveAvailability } from './capacity/save-availability.ts';

export function tenantRoutes(app: FastifyInstance): void {
  mount(app, api.getTenantMapping, async ({ ctx, query }) => getTenantMapping(ctx, query));
  mount(app, api.saveTenantMapping, async ({ ctx, body }) => saveTenantMapping(ctx, body));
  mount(app, api.suggestTenantMapping, ({ ctx, query }) => suggestTenantMapping(ctx, query));
  mount(app, api.listAvailability, ({ ctx }) => listAvailability(ctx));
  mount(app, api.previewAvailability, ({ ctx, params }) =>
    previewAvailability(ctx, params.businessUnitId),
  );
  mount(app, api.saveAvailability, ({ ctx, params, body }) =>
    saveAvailability(ctx, { ...body, businessUnitId: params.businessUnitId }),
  );
}

import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract';
import {
  createPlatformUserLink,
  getPlatformUser,
  listPlatformUsers,
  removePlatformUser,
  savePlatformUsers,
} from '#features/staff/index.ts';
import type { Context } from '#platform/act/context.ts';
import { contextOf, mount } from '#platform/http/mount.ts';
import { savePlatformBulk } from './bulk/save-platform-bulk.ts';
import { listPlatformTenants } from './records/list-platform-tenants.ts';
import { requireTenant, toPlatformTenant } from './records/read-tenants.ts';
import { deactivatePlatformTenant, savePlatformTenant } from './records/save-platform-tenant.ts';
import { getCapacity, saveCapacities } from './work/save-capacities.ts';
import { deactivateWork, getWork, listWork, savePlatformWork } from './work/read-work.ts';

/** The host platform says which tenants there are, who works for them, and what they do. */
export function platformTenantRoutes(app: FastifyInstance): void {
  mount(app, api.listPlatformTenants, ({ ctx, query }) => listPlatformTenants(ctx, query));
  mount(app, api.getPlatformTenant, async ({ ctx, params }) =>
    toPlatformTenant(await requireTenant(ctx.db, params.externalId)),
  );
  mount(app, api.savePlatformTenant, ({ ctx, params, body }) =>
    savePlatformTenant(ctx, { ...params, tenant: body }),
  );
  mount(app, api.deactivatePlatformTenant, ({ ctx, params }) =>
    deactivatePlatformTenant(ctx, params.externalId),
  );
  workRoutes(app);
  capacityRoutes(app);
  userRoutes(app);
  void app.register(async (scope) => bulkRoute(scope));
}

function workRoutes(app: FastifyInstance): void {
  mount(app, api.listPlatformBusinessUnits, ({ ctx, params, query }) =>
    listWork(ctx, 'business-unit', { ...params, ...query }),
  );
  mount(app, api.getPlatformBusinessUnit, ({ ctx, params }) =>
    getWork(ctx, 'business-unit', params),
  );
  mount(app, api.savePlatformBusinessUnit, ({ ctx, params, body }) =>
    savePlatformWork(ctx, 'business-unit', { ...params, work: body }),
  );
  mount(app, api.deactivatePlatformBusinessUnit, ({ ctx, params }) =>
    deactivateWork(ctx, 'business-unit', params),
  );
  mount(app, api.listPlatformJobTypes, ({ ctx, params, query }) =>
    listWork(ctx, 'job-type', { ...params, ...query }),
  );
  mount(app, api.getPlatformJobType, ({ ctx, params }) => getWork(ctx, 'job-type', params));
  mount(app, api.savePlatformJobType, ({ ctx, params, body }) =>
    savePlatformWork(ctx, 'job-type', { ...params, work: body }),
  );
  mount(app, api.deactivatePlatformJobType, ({ ctx, params }) =>
    deactivateWork(ctx, 'job-type', params),
  );
}

function capacityRoutes(app: FastifyInstance): void {
  const keyOf = async (ctx: Context, params: { externalId: string; workExternalId: string }) => ({
    tenantId: (await requireTenant(ctx.db, params.externalId)).id,
    externalId: params.workExternalId,
  });
  mount(app, api.getPlatformCapacity, async ({ ctx, params }) =>
    getCapacity(ctx, await keyOf(ctx, params)),
  );
  mount(app, api.savePlatformCapacity, async ({ ctx, params, body }) => {
    const key = await keyOf(ctx, params);
    const [result = 'unchanged'] = await saveCapacities(ctx, [{ ...key, capacity: body }]);
    return { result, capacity: await getCapacity(ctx, key) };
  });
}

function userRoutes(app: FastifyInstance): void {
  const keyOf = async (ctx: Context, params: { externalId: string; email: string }) => ({
    tenantId: (await requireTenant(ctx.db, params.externalId)).id,
    email: params.email,
  });
  mount(app, api.listPlatformUsers, async ({ ctx, params, query }) => {
    const { id: tenantId } = await requireTenant(ctx.db, params.externalId);
    return listPlatformUsers(ctx, { tenantId, ...query });
  });
  mount(app, api.savePlatformUser, async ({ ctx, params, body }) => {
    const key = await keyOf(ctx, params);
    const [result = 'unchanged'] = await savePlatformUsers(ctx, [{ ...key, user: body }]);
    return { result, user: await getPlatformUser(ctx, key) };
  });
  mount(app, api.removePlatformUser, async ({ ctx, params }) => {
    await removePlatformUser(ctx, await keyOf(ctx, params));
    return { done: true as const };
  });
  mount(app, api.createPlatformUserLink, async ({ ctx, params }) =>
    createPlatformUserLink(ctx, await keyOf(ctx, params)),
  );
}

const ndjson = 'application/x-ndjson';
/** Answers wait here while the caller still sends, as many callers read only afterwards; beyond it we stop reading. */
const answerBytesMax = 16 * 1024 * 1024;

/** The body is handed on as a stream, so no other type is taken here. */
function bulkRoute(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(ndjson, (_request, payload, done) => done(null, payload));
  const { method, url, schema } = api.savePlatformBulk;
  app.route({
    method,
    url,
    schema: { summary: schema.summary, tags: [...schema.tags] } as object,
    config: { endpoint: api.savePlatformBulk, takesLongBodies: true },
    handler: async (request, reply) => {
      const ctx = contextOf(request);
      // To destroy the body of a bulk that ends early would cut off its answer.
      const body = ((request.body as Readable | undefined) ?? Readable.from([])).iterator({
        destroyOnReturn: false,
      });
      const answer = Readable.from(savePlatformBulk(ctx, body), {
        objectMode: false,
        highWaterMark: answerBytesMax,
      });
      return reply.type(ndjson).header('cache-control', 'no-store').send(answer);
    },
  });
}

import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract/tenant-users';
import { mount } from '#platform/http/mount.ts';
import { changeTenantUserRole } from './change-tenant-user-role.ts';
import { createTenantUserLink } from './create-tenant-user-link.ts';
import { inviteTenantUser } from './invite-tenant-user.ts';
import { listTenantUsers } from './list-tenant-users.ts';
import { removeTenantUser } from './remove-tenant-user.ts';

/** Who works for a tenant: everybody there reads it, owners and admins see to it. */
export function tenantUserRoutes(app: FastifyInstance): void {
  mount(app, api.listTenantUsers, ({ ctx, query }) => listTenantUsers(ctx, query));
  mount(app, api.inviteTenantUser, ({ ctx, body }) => inviteTenantUser(ctx, body));
  mount(app, api.createTenantUserLink, ({ ctx, params }) =>
    createTenantUserLink(ctx, params.userId),
  );
  mount(app, api.changeTenantUserRole, ({ ctx, params, body }) =>
    changeTenantUserRole(ctx, { userId: params.userId, role: body.role }),
  );
  mount(app, api.removeTenantUser, async ({ ctx, params }) => {
    await removeTenantUser(ctx, params.userId);
    return { done: true as const };
  });
}

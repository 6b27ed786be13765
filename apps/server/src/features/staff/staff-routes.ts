import type { FastifyInstance } from 'fastify';
import * as keys from '@leads/contract/api-keys';
import * as api from '@leads/contract/staff';
import { mount } from '#platform/http/mount.ts';
import { createApiKey } from './keys/create-api-key.ts';
import { listApiKeys } from './keys/list-api-keys.ts';
import { revokeApiKey } from './keys/revoke-api-key.ts';
import { revokeStaffSessions } from './sessions/revoke-sessions.ts';
import { changeStaffRole } from './users/change-staff-role.ts';
import { createStaffLink } from './users/create-staff-link.ts';
import { disableStaff } from './users/disable-staff.ts';
import { enableStaff } from './users/enable-staff.ts';
import { getStaff } from './users/get-staff.ts';
import { inviteStaff } from './users/invite-staff.ts';
import { listStaff } from './users/list-staff.ts';

const done = { done: true as const };

/** Staff users, their sessions, and API keys: for admins alone. */
export function staffRoutes(app: FastifyInstance): void {
  mount(app, api.listStaff, async ({ ctx, query }) => listStaff(ctx, query));
  mount(app, api.getStaff, async ({ ctx, params }) => getStaff(ctx, params.id));
  mount(app, api.inviteStaff, async ({ ctx, body }) => inviteStaff(ctx, body));
  mount(app, api.createStaffLink, async ({ ctx, params }) => createStaffLink(ctx, params.id));
  mount(app, api.changeStaffRole, async ({ ctx, params, body }) =>
    changeStaffRole(ctx, { id: params.id, role: body.role }),
  );
  mount(app, api.disableStaff, async ({ ctx, params }) => disableStaff(ctx, params.id));
  mount(app, api.enableStaff, async ({ ctx, params }) => enableStaff(ctx, params.id));
  mount(app, api.revokeStaffSession, async ({ ctx, params }) => {
    await revokeStaffSessions(ctx, params);
    return done;
  });
  mount(app, api.revokeStaffSessions, async ({ ctx, params }) => {
    await revokeStaffSessions(ctx, { id: params.id });
    return done;
  });
  mount(app, keys.listApiKeys, async ({ ctx, query }) => listApiKeys(ctx, query));
  mount(app, keys.createApiKey, async ({ ctx, body }) => createApiKey(ctx, body));
  mount(app, keys.revokeApiKey, async ({ ctx, params }) => {
    await revokeApiKey(ctx, params.id);
    return done;
  });
}

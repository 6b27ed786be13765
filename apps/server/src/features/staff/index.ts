/**
 * Who may come in, and how.
 *
 * Staff have one role, tenants' users one per tenant; nobody is both (the database sees to it). Users sign in by
 * password or by company sign-in; there is no sign-up. First admins, invites and resets are one-time links: one use,
 * 24 hours, kept as hashes, and using one ends all sessions of the user. A session lives a week; role, membership and
 * being switched off are read anew for every request, so each change counts at once. Scripts and the host platform
 * send API keys instead, kept as hashes too.
 *
 * Staff are invited (no way in yet), active or disabled; admins alone move them, and see to roles, sessions and API
 * keys. Nobody takes their own access, and one active admin always remains.
 *
 * Tenants' users are invited by their owners and admins, nobody by somebody of a lower role, and one owner always
 * remains. The host platform makes and removes them too, and it alone lets one person work for several tenants: whoever
 * invites somebody holds the link to the password, so no tenant may take in a person that another one invited, and a
 * password that came by a tenant's link is dropped when a further tenant comes.
 *
 * better-auth does the work behind `/api/auth`, of which an allow-list of routes is reachable. Tries per account and
 * per address are counted in the database. Sign-ins and sign-outs are audited.
 */
export { createAdminLink } from './create-admin-link.ts';
export type { AdminLink } from './create-admin-link.ts';
export { createIdentifier } from './create-identifier.ts';
export { createStaffUser } from './create-staff-user.ts';
export { createTenantUser } from './create-tenant-user.ts';
export { createOneTimeLink } from './one-time-link.ts';
export { toPasswordHash } from './save-password.ts';
export { sessionRoutes } from './session-routes.ts';
export type { SessionParts } from './session-routes.ts';
export { staffRoutes } from './staff-routes.ts';
export {
  createPlatformUserLink,
  getPlatformUser,
  listPlatformUsers,
  removePlatformUser,
} from './tenant-users/platform-users.ts';
export { savePlatformUsers } from './tenant-users/save-platform-users.ts';
export { tenantUserRoutes } from './tenant-users/tenant-user-routes.ts';

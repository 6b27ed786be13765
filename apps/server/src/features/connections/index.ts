/**
 * A tenant's links to accounts at partners. Promises: an account of an integration is connected to one tenant at most
 * (unique among connected connections), and nobody learns which; one account of a tenant is one connection for good,
 * reopened when the tenant comes back; one request per tenant and integration is under way at a time; nothing begins
 * without the current agreement being accepted.
 *
 * States: `pending` (→ `processing`) → `connected` | `declined` | `failed`; `connected` → `disconnected` → `connected`
 * again. The tenant begins, withdraws and disconnects, staff may disconnect as well; the partner answers pairing requests; a finished sign-in
 * (features/oidc-connect) completes; `expire-pairing` ends what nobody answers; taking the access away or deleting the
 * integration closes. The table is connection-state.ts.
 */
export { adminTenantRoutes } from './admin/admin-tenant-routes.ts';
export { beginConnection } from './begin-connection.ts';
export { closeAtOnceMax, closeConnections } from './close-connections.ts';
export { closeLostConnections } from './close-lost-connections.task.ts';
export { closeTenantConnections } from './close-tenant-connections.task.ts';
export { completeConnection } from './complete-connection.ts';
export { connectionRoutes } from './connection-routes.ts';
export { expirePairing } from './expire-pairing.task.ts';
export { failConnection } from './fail-connection.ts';
export type { AccountProfile } from './replace-profiles.ts';
export { requireConnectable } from './require-connectable.ts';
export { getConnectionDetail } from './admin/get-connection-detail.ts';
export { claimRefresh } from './refresh/claim-refresh.ts';
export type { ClaimedRefresh } from './refresh/claim-refresh.ts';
export { saveRefreshFault, saveRefreshed } from './refresh/finish-refresh.ts';
export type { RefreshFault } from './refresh/finish-refresh.ts';
export { keepRefreshToken } from './refresh/keep-refresh-token.ts';
export { findDueRefresh, listIntegrationsToRefresh } from './refresh/list-due-refreshes.ts';

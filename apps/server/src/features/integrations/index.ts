/**
 * The configuration of one strategic partner. Promises: six sections, each saved by itself under its own version, so
 * that nobody overwrites what they have not seen; every save is audited with before and after, secrets masked; an
 * active integration is complete and stays so; taking access away disconnects the tenants and tells the partner.
 *
 * States: `draft` (made by `createIntegration`) → `active` ⇄ `inactive` by the Status toggle, which asks completeness.ts
 * and one live credential; deletion (from any state) is `deleted_at`, and the row stays as history; within 30 days
 * `restoreIntegration` brings it back as `inactive`, later its URLs and keys are destroyed. Every act locks the
 * integration's row first, so acts on one integration follow each other.
 *
 * Sections owned by other features (Map Job Types) begin their save with `saveSection` and end it with
 * `requireStillComplete`.
 */
export { getIntegration } from './get-integration.ts';
export { integrationRoutes } from './integration-routes.ts';
export { destroySecrets } from './destroy-secrets.task.ts';
export { sumHours } from './list/sum-hours.task.ts';
export { requireStillComplete } from './missing-parts.ts';
export { saveSection } from './sections/save-section.ts';
export type { SectionVersion } from './sections/save-section.ts';

/**
 * Tenants and how each translates the platform's standard job types into its own job types and business units. One
 * mapping serves all integrations; it has one version, and a save names only the rows that change. Whatever is saved
 * belongs to the tenant itself: a row cannot point into another tenant, neither here nor in the tables. Also finds
 * tenants by name, quickly among 100,000, and saves the capacity of business units, for the portal and, as
 * `saveCapacity` within an act `capacity.save`, for the host platform.
 */
export { isSameCapacity, saveCapacity } from './capacity/save-capacity.ts';
export type { SaveCapacity, SavedCapacity } from './capacity/save-capacity.ts';
export { countFrequentWords } from './frequent-words.ts';
export { findTenantPage } from './find-tenant-page.ts';
export type { TenantSearch } from './find-tenant-page.ts';
export type { TenantSet } from './tenant-set.ts';
export { tenantRoutes } from './tenant-routes.ts';

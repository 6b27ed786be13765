/**
 * Reads what `change` wrote: who did what to what, when, with the state before and after. Everybody of staff may read
 * it. Entries are never changed, but for what they say of a lead whose
 * personal data is erased; they hold neither secrets (masked when written) nor personal data of homeowners.
 *
 * Lists are read by id, newest first. Alternatives (the acts of a group, the people whose names begin alike) are read
 * branch by branch, each in the order of its index, so that a page costs the same among a thousand entries and a million.
 */
export { auditRoutes } from './audit-routes.ts';
export { eraseAuditValues } from './erase-audit-values.ts';

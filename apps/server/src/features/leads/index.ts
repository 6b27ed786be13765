/**
 * Leads: bookings that partners post, and what the tenants' offices make of them. Promises: a booking that got its 200
 * is stored exactly once, whoever repeats it; a gap in our own set-up never costs a tenant a lead, it becomes a warning;
 * an act, its audit row, its line in the timeline and the message to the partner are committed together or not at all;
 * of two people who act on the same version one is refused and learns who was first; another tenant's lead is not there;
 * staff see customers masked, and each look behind the mask is audited.
 *
 * States: `new` → `accepted` → `scheduled` → `invoiced`; `declined` by the office and back by reopening; `canceled` by
 * the customer. The table is lead-state.ts. Offices move them, later also the host platform by the same verbs.
 */
export { adminLeadRoutes } from './admin/admin-lead-routes.ts';
export { bookingRoutes } from './booking-routes.ts';
export { leadRoutes } from './lead-routes.ts';

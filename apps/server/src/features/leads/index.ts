/**
 * Leads: bookings that partners post, and what the tenants' offices make of them. Promises: a booking that got its 200
 * is stored exactly once, whoever repeats it; a gap in our own set-up never costs a tenant a lead, it becomes a warning;
 * an act, its audit row, its line in the timeline and the message to the partner are committed together or not at all;
 * of two people who act on the same version one is refused and learns who was first; another tenant's lead is not there;
 * staff see customers masked, and each look behind the mask is audited.
 *
 * States: `new` → `accepted` → `scheduled` → `invoiced`; `declined` by the office and back by reopening; `canceled` by
 * the customer. The table is lead-state.ts. Offices move them, and the host platform by the same verbs.
 */
export { acceptLead } from './acts/accept-lead.ts';
export { cancelAppointment } from './acts/cancel-appointment.ts';
export { cancelLeadByCustomer } from './acts/cancel-lead-by-customer.ts';
export { declineLead } from './acts/decline-lead.ts';
export { eraseOldLeads } from './erase/erase-old-leads.ts';
export { recordInvoice } from './acts/record-invoice.ts';
export { rescheduleLead } from './acts/reschedule-lead.ts';
export { scheduleLead } from './acts/schedule-lead.ts';
export type { LeadTarget } from './lock-lead.ts';
export { readInvoicesOf } from './reading/lead-history.ts';
export { adminLeadRoutes } from './admin/admin-lead-routes.ts';
export { bookingRoutes } from './booking-routes.ts';
export { leadRoutes } from './lead-routes.ts';

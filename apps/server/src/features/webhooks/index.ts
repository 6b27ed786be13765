/**
 * Messages to partners. Promises: a message exists exactly when the act it tells of was committed; its bytes are frozen
 * then; it is sent at least once, always under the same `webhook-id`; messages of one lead go out in order; a slow or
 * dead receiver delays no other; nothing that waits is dropped.
 *
 * States of a delivery: `waiting` (a job of `deliveryQueue` exists or is being worked) → `succeeded` by a 2xx |
 * `failed` by 410 or the end of the schedule. The delivery worker moves them; `resendDelivery` makes a finished one wait
 * again, for one try. While an integration is inactive, or its prefix paused, jobs stay where they are.
 */
export { compareServices } from './compare-services.task.ts';
export { createSigningKey } from './create-signing-key.ts';
export { deliveryQueue } from './delivery-queue.ts';
export { readPartnerServices } from './partner-services.ts';
export { publishAccountEvent } from './publish-account-event.ts';
export { publishLeadEvent } from './publish-lead-event.ts';
export type { LeadEventValues, LeadStatus } from './publish-lead-event.ts';
export { publishProfilesEvent } from './publish-profiles-event.ts';
export { enqueueServicesComparison, publishServicesEvent } from './publish-services-event.ts';
export { sendPairingRequest } from './send-pairing-request.ts';
export { readTenantDetails, toTenantDetails } from './tenant-details.ts';

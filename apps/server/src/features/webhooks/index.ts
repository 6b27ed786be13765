/**
 * Messages to partners. Promises: a message exists exactly when the act it tells of was committed; its bytes are frozen
 * then (of an erased lead, what people wrote is taken out); it is sent at least once, always under the same `webhook-id`; messages of one lead go out in order; a slow or
 * dead receiver delays no other; nothing that waits is dropped.
 *
 * States of a delivery: `waiting` (a job of `deliveryQueue` exists or is being worked) → `succeeded` by a 2xx |
 * `failed` by 410 or the end of the schedule. The delivery worker moves them; `resendDelivery` makes a finished one wait
 * again, for one try. While an integration is inactive, or its prefix paused, jobs stay where they are.
 *
 * A receiver (one prefix) is paused by 410, by five days without a 2xx, or by hand. A probe an hour or `resumeReceiver`
 * ends that; then what waits goes out oldest first, at the receiver's rate.
 */
export { releasePrefix } from './complete/release-prefix.task.ts';
export { startDeliveryWorker } from './deliver/start-delivery-worker.ts';
export type { DeliveryWorker } from './deliver/start-delivery-worker.ts';
export { deliveryQueue } from './delivery-queue.ts';
export { createSigningKey } from './keys/create-signing-key.ts';
export { eraseLeadMessages } from './list/erase-lead-messages.ts';
export { readPartnerServices } from './publish/partner-services.ts';
export { readTenantDetails, toTenantDetails } from './publish/tenant-details.ts';
export { compareServices } from './publish/compare-services.task.ts';
export {
  announceAllAvailability,
  enqueueAvailabilityComparison,
} from './publish/availability/enqueue-availability-comparison.ts';
export {
  compareAvailability,
  rollAvailability,
} from './publish/availability/compare-availability.task.ts';
export { publishAccountEvent, publishAccountEvents } from './publish/publish-account-event.ts';
export { announceAccounts, enqueueAccountsComparison } from './publish/announce-accounts.task.ts';
export { publishLeadEvent } from './publish/publish-lead-event.ts';
export type { LeadEventValues, LeadStatus } from './publish/publish-lead-event.ts';
export { publishProfilesEvent } from './publish/publish-profiles-event.ts';
export {
  enqueueServicesComparison,
  publishServicesEvent,
} from './publish/publish-services-event.ts';
export { pairingPath, sendPairingRequest } from './publish/send-pairing-request.ts';
export { releaseHeldMessages } from './receivers/let-go.ts';
export { probeReceivers } from './receivers/probe-receivers.task.ts';
export { resumeReceiverTask } from './receivers/resume-receiver.task.ts';
export { recoverMessages } from './recover/recover-messages.task.ts';
export { webhookRoutes } from './webhook-routes.ts';

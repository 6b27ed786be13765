/**
 * What is kept for how long. Promises: nothing grows for ever that need not; rows go in pieces, each in a short
 * transaction of its own, oldest first, so that nobody waits for it and a run that was cut off loses nothing; a message
 * that still waits is never removed; idempotency columns of a lead stay, so a booking that is repeated after years is
 * still told from a new one.
 *
 * The rules are in retention-rules.ts; docs/operations.md says for every table that grows what bounds it.
 */
export { applyRetention } from './apply-retention.task.ts';

/**
 * How much one partner may ask for in a second: all in all, and in bookings for one account, so that neither a loop in
 * a partner's system nor a burst for one tenant takes the room of others. Each process lets its share of the limits
 * through, so with several the limits are kept about, not exactly; none waits for another.
 *
 * Every answer says what is left, in the fields of draft-ietf-httpapi-ratelimit-headers.
 */
export { limitPartnerCalls } from './limit-partner-calls.ts';

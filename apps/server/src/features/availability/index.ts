/**
 * How many appointments can still begin when. Promises: capacity is kept on the wall clock of the tenant's zone, so a
 * window stays where it is when the clocks change; what it covers as instants is worked out by one pure function
 * (`toInstantMs`); an appointment takes a spot of the window that its start falls into, for as long as its lead is
 * scheduled or invoiced. Nothing here writes: the portal and the platform API save through `tenants`, and partners are
 * told by `webhooks`.
 */
export { availabilityRoutes } from './availability-routes.ts';
export { chooseSlots, compareDays } from './compare-slots.ts';
export type { ChangedDay } from './compare-slots.ts';
export { horizonDays, listDays, toDaySlots } from './day-slots.ts';
export { readCapacities } from './read-capacities.ts';
export { readProfileSlots } from './read-profile-slots.ts';
export { profileKey, readProfileUnits } from './read-service-units.ts';
export { toSpan } from './read-unit-slots.ts';
export { slotKey } from './slot.ts';
export type { Slot } from './slot.ts';
export { toDay, toMinute } from './wall-clock.ts';

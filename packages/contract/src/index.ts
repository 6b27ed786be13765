/** Every endpoint there is, by name; routes and walks import this as `api`. */
export * from './api-keys.ts';
export * from './agreements.ts';
export * from './bookings.ts';
export * from './connection-test.ts';
export * from './credentials.ts';
export * from './deliveries.ts';
export * from './integrations.ts';
export * from './job-type-suggestions.ts';
export * from './job-types.ts';
export * from './leads.ts';
export * from './partner-api.ts';
export * from './session.ts';
export * from './staff.ts';
export * from './tenant-access.ts';
export * from './tenant-integrations.ts';
export * from './tenant-mapping.ts';
export * from './test-events.ts';

/**
 * What partners' systems asked for and were refused, for the people who help them. Every 4xx answer to a caller that
 * names an integration of ours (also by a revoked credential or a wrong secret) is kept for 30 days, with its body masked:
 * what it is made of stays, no value that could be a person's does.
 *
 * Written after the reply, from a bounded buffer, in transactions of its own, so that it can neither slow nor fail a
 * call. Beyond a minute's share calls are counted, not kept; the count stands on the last one kept. Callers that name no
 * integration are not kept.
 */
export { eraseRefusedBodies } from './erase-refused-bodies.ts';
export { recordRefusals } from './refusal-recorder.ts';
export { requestRoutes } from './request-routes.ts';

import { z } from 'zod';

/**
 * Every way in which a request of ours can be refused. Replies are RFC 9457 problem details; `code` is what programs
 * branch on, `title` what people read first, `detail` says what to do.
 */
export const problemTable = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  invalid_credentials: { status: 401, title: 'The credentials are not valid' },
  expired_credentials: { status: 401, title: 'The credentials have expired' },
  forbidden: { status: 403, title: 'You may not do this' },
  origin_refused: { status: 403, title: 'The request came from another site' },
  integration_inactive: { status: 403, title: 'The integration is not active' },
  account_disconnected: { status: 403, title: 'The account is disconnected' },
  access_withdrawn: { status: 403, title: 'The tenant has no access to this integration' },
  not_found: { status: 404, title: 'There is nothing at this address' },
  changed_meanwhile: { status: 409, title: 'Somebody saved before you' },
  would_become_incomplete: { status: 409, title: 'The active integration would become incomplete' },
  not_ready: { status: 409, title: 'Something is still missing' },
  name_taken: { status: 409, title: 'The name is taken' },
  restore_expired: { status: 409, title: 'It can no longer be restored' },
  tenants_connected: { status: 409, title: 'Tenants are connected' },
  confirmation_needed: { status: 409, title: 'This needs to be confirmed' },
  preview_expired: { status: 409, title: 'The upload has to be reviewed again' },
  managed_elsewhere: { status: 409, title: 'It is managed in another system' },
  in_use: { status: 409, title: 'It is in use' },
  idempotency_conflict: { status: 409, title: 'The idempotency token was used for another body' },
  duplicate_booking: { status: 409, title: 'The booking is already here' },
  request_finished: { status: 409, title: 'The request is finished' },
  account_already_connected: { status: 409, title: 'The account is connected already' },
  connection_state: { status: 409, title: 'The connection is in another state' },
  lead_state: { status: 409, title: 'The lead is in another state' },
  agreement_needed: { status: 409, title: 'The data agreement has to be accepted first' },
  agreement_state: { status: 409, title: 'The agreement is in another state' },
  wrong_authorization_type: { status: 409, title: 'The integration authorizes in another way' },
  staff_state: { status: 409, title: 'The staff user is in another state' },
  own_access: { status: 409, title: 'Nobody takes their own access away' },
  last_admin: { status: 409, title: 'There must be an active admin' },
  last_owner: { status: 409, title: 'There must be an owner' },
  tenant_user_state: { status: 409, title: 'The user is in another state' },
  test_only: { status: 409, title: 'Only test bookings can be simulated' },
  delivery_state: { status: 409, title: 'The delivery is in another state' },
  recovery_running: { status: 409, title: 'A recovery of this integration runs already' },
  link_ended: { status: 410, title: 'The link no longer works' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The content type is not supported' },
  validation_failed: { status: 422, title: 'Some values are not valid' },
  unknown_account: { status: 422, title: 'The account is not known' },
  file_refused: { status: 422, title: 'The file cannot be used' },
  rate_limited: { status: 429, title: 'Too many requests' },
  partner_unreachable: { status: 502, title: 'The partner could not be reached' },
  partner_refused: { status: 502, title: 'The partner refused the request' },
  unavailable: { status: 503, title: 'The service is not available right now' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problemTable;

/** Codes that any endpoint may answer with; an endpoint's own list names only the others. */
export const commonProblems = [
  'invalid_request',
  'malformed_json',
  'unauthenticated',
  'invalid_credentials',
  'expired_credentials',
  'forbidden',
  'origin_refused',
  'not_found',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
  'rate_limited',
  'unavailable',
  'internal',
] as const satisfies readonly ProblemCode[];

export const FieldFault = z.object({
  pointer: z
    .string()
    .meta({ description: 'RFC 6901 pointer into the body', example: '/slot/startSec' }),
  message: z.string(),
});
export type FieldFault = z.output<typeof FieldFault>;

/** RFC 9457 problem details as this API writes them. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(problemTable) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string(),
  requestId: z.string(),
  errors: z.array(FieldFault),
  context: z.record(z.string(), z.unknown()).optional(),
});
export type ProblemDetails = z.output<typeof ProblemDetails>;

export interface ProblemOptions {
  /** For the reader: what happened and what to do next. */
  detail?: string;
  errors?: FieldFault[];
  /** Machine-readable facts for the reader, such as the count of connected tenants. Never secrets. */
  context?: Record<string, unknown>;
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** A refusal that is the caller's to mend. Thrown by verbs, turned into a reply in one place. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldFault[];
  readonly context: Record<string, unknown> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    const { status, title } = problemTable[code];
    super(options.detail ?? title, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.title = title;
    this.detail = options.detail ?? title;
    this.errors = options.errors ?? [];
    this.context = options.context;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A `validation_failed` problem for one field. */
export function fieldProblem(pointer: string, message: string): Problem {
  return new Problem('validation_failed', { detail: message, errors: [{ pointer, message }] });
}

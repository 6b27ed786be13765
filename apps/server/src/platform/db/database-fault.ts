/** Classes and codes of SQLSTATE under which trying again later can help. */
const unavailableStates = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P05', // idle_session_timeout
  '25006', // read_only_sql_transaction
  '53100', // disk_full
  '53200', // out_of_memory
  '53300', // too_many_connections
  '55P03', // lock_not_available
  '57014', // query_canceled by statement_timeout
  '25P03', // idle_in_transaction_session_timeout
]);
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
const driverMessages = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
  'Cannot use a pool after calling end on the pool',
];

/** Whether the database is out of reach or out of room, as opposed to a statement that is wrong. */
export function isDatabaseUnavailable(err: unknown): boolean {
  if (!(err instanceof Error)) return false;
  const { code } = err as { code?: unknown };
  if (typeof code === 'string') {
    if (unavailableStates.has(code) || code.startsWith('08')) return true;
    if (networkCodes.has(code)) return 'syscall' in err;
  }
  return (
    driverMessages.some((text) => err.message.startsWith(text)) || isDatabaseUnavailable(err.cause)
  );
}

/** The violated constraint or unique index of a pg error, such as `integration_name`. */
export function violatedConstraint(err: unknown): string | undefined {
  if (!(err instanceof Error)) return undefined;
  const { code, constraint } = err as { code?: unknown; constraint?: unknown };
  const isViolation = code === '23505' || code === '23503' || code === '23514';
  return isViolation && typeof constraint === 'string' ? constraint : undefined;
}

/** Text that PostgreSQL cannot keep: it holds a NUL character, or is not Unicode. */
export function isUnstorableText(err: unknown): boolean {
  const { code } = (err ?? {}) as { code?: unknown };
  return err instanceof Error && (code === '22021' || code === '22P05');
}

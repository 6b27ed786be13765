/** Stands where a secret or a person's data would have been. */
export const REDACTED = '[redacted]';

const DEPTH_MAX = 8;
const ITEMS_MAX = 100;

/** Field names are compared in lower case without `-` and `_`: `client_secret` is `clientSecret`. */
const secretEndings = [
  'authorization',
  'cookie',
  'password',
  'passphrase',
  'secret',
  'secrets',
  'token',
  'apikey',
  'privatekey',
  'signingkey',
  'signingkeys',
  'sealingkeys',
  'codeverifier',
  'authorizationcode',
];

const personalEndings = ['telephone', 'phone', 'phonenumber', 'email', 'emailaddress', 'emails'];

/** Whole values that are, or may hold, a homeowner's data or a query's values. */
const hiddenNames = new Set(
  `
  name givenname familyname firstname lastname fullname customername username userinformation
  customer contact streetaddress addressline1 addressline2 postalcode locality latitude longitude
  extradetails description comment note notes body rawbody bodystart payload eventdata query
  querystring parameters idtokenhint nonce setcookie credentials databaseurl connectionstring
  `
    .trim()
    .split(/\s+/),
);

const urlNames = new Set(['url', 'href', 'uri', 'location', 'originalurl']);

/** What an error may tell besides its message. PostgreSQL's `detail` and `where` quote stored values. */
const errorFields = [
  'code',
  'reason',
  'status',
  'statusCode',
  'syscall',
  'severity',
  'constraint',
  'schema',
  'table',
];

/**
 * A copy that is safe to log, however deep the fields lie: secrets and personal data by their
 * field names, URLs without query and credentials, errors without the values they quote.
 */
export function withoutSecrets(fields: object): Record<string, unknown> {
  return toSafeFields(fields, 0);
}

/** The same for one field, with the name it has. */
export function withoutSecret(name: string, value: unknown): unknown {
  return toSafeField(name, value, 0);
}

function toSafeFields(fields: object, depth: number): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name !== '__proto__') safe[name] = toSafeField(name, value, depth);
  }
  return safe;
}

function toSafeField(name: string, value: unknown, depth: number): unknown {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  const rule = ruleFor(name);
  if (rule === 'hide') return REDACTED;
  if (rule === 'url' && typeof value === 'string') return withoutQuery(value);
  return toSafeValue(value, depth);
}

function toSafeValue(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEPTH_MAX) return '[too deep]';
  if (value instanceof Error) return toSafeError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return withoutQuery(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return toSafeFields(Object.fromEntries(value), depth + 1);
  if (value instanceof Set) return toSafeValue([...value], depth);
  if (Array.isArray(value))
    return value.slice(0, ITEMS_MAX).map((item: unknown) => toSafeValue(item, depth + 1));
  return toSafeFields(value, depth + 1);
}

function toSafeError(err: Error, depth: number): Record<string, unknown> {
  const safe: Record<string, unknown> = {
    type: err.name === 'Error' ? err.constructor.name : err.name,
    message: withoutQuotedInput(err.message),
    stack: stackFrames(err),
  };
  for (const field of errorFields) {
    const value: unknown = Reflect.get(err, field);
    if (typeof value === 'string' || typeof value === 'number') safe[field] = value;
  }
  if (err.cause !== undefined) safe['cause'] = toSafeValue(err.cause, depth + 1);
  if (err instanceof AggregateError) safe['errors'] = toSafeValue(err.errors, depth + 1);
  return safe;
}

/** The frames alone: the first lines of `stack` repeat the message as it was. */
function stackFrames(err: Error): string {
  const lines = (err.stack ?? '').split('\n');
  return lines.filter((line) => /^\s+at /.test(line)).join('\n');
}

/** JSON.parse and PostgreSQL quote what they could not read, which may be anybody's data. */
export function withoutQuotedInput(message: string): string {
  return message
    .replace(/"[\s\S]*"(\.{3})?( is not valid JSON)/, '"…"$2')
    .replace(/(invalid input [^:]*|out of range[^:]*|invalid value[^:]*): "[\s\S]*"/, '$1: "…"');
}

function withoutQuery(url: string): string {
  return url.replace(/[?#][\s\S]*$/, '').replace(/^([a-z][a-z\d+.-]*:\/\/)[^/@]*@/i, '$1');
}

type Rule = 'show' | 'hide' | 'url';

const ruleByName = new Map<string, Rule>();
/** Names come from data too, so what is remembered of them is bounded. */
const RULES_REMEMBERED_MAX = 2_000;

function ruleFor(name: string): Rule {
  const known = ruleByName.get(name);
  if (known !== undefined) return known;
  const plainName = name.toLowerCase().replaceAll(/[-_]/g, '');
  const rule = isHidden(plainName) ? 'hide' : urlNames.has(plainName) ? 'url' : 'show';
  if (ruleByName.size < RULES_REMEMBERED_MAX && name.length <= 100) ruleByName.set(name, rule);
  return rule;
}

function isHidden(plainName: string): boolean {
  if (hiddenNames.has(plainName)) return true;
  return [...secretEndings, ...personalEndings].some((ending) => plainName.endsWith(ending));
}

import { pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import { withoutQuotedInput, withoutSecret, withoutSecrets } from './log-redaction.ts';

export type Log = Logger;

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  level: LogLevel;
  /** Standard output when left out. */
  destination?: DestinationStream;
}

/** Left to their serializers, which read a few fields of these huge objects. */
const requestFields = new Set(['req', 'res']);

/**
 * The one log: a JSON object a line, `level` as a word, `time` in ISO 8601. Secrets and personal
 * data are left out by the names of their fields (log-redaction.ts), also of what `child` binds.
 * Message texts are written (almost) as they are: put values into fields, never into the text.
 */
export function createLog({ level, destination }: LogOptions): Log {
  const options = {
    level,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: toSafeLine },
    serializers: {
      req: toRequestFields,
      res: toReplyFields,
      // Errors are taken apart with the other fields; pino's own serializer would rename their type.
      err: (safe: unknown) => safe,
      // `log.error(err)` makes the error's text the message.
      msg: (text: unknown) => (typeof text === 'string' ? withoutQuotedInput(text) : text),
    },
  };
  const log = destination === undefined ? pino(options) : pino(options, destination);
  return withSafeBindings(log);
}

/** pino formats the fields of a line but not what is bound to a child, so that is done here. */
function withSafeBindings(log: Log): Log {
  const bind = log.child;
  // Children inherit from their parent, so this one override holds for the whole family.
  log.child = function child(this: Log, bindings: object, options?: object) {
    return bind.call(this, toSafeLine(bindings), options);
  } as typeof log.child;
  return log;
}

function toSafeLine(fields: object): Record<string, unknown> {
  const safe = withoutSecrets(omitRequests(fields));
  for (const name of requestFields) {
    if (name in fields) safe[name] = Reflect.get(fields, name);
  }
  return safe;
}

function omitRequests(fields: object): object {
  const hasRequest = 'req' in fields || 'res' in fields;
  if (!hasRequest) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !requestFields.has(name)));
}

function toRequestFields(request: { method?: string; url?: string; ip?: string }): object {
  return {
    method: request.method,
    path: withoutSecret('url', request.url),
    remoteAddress: request.ip,
  };
}

function toReplyFields(reply: { statusCode?: number }): object {
  return { status: reply.statusCode };
}

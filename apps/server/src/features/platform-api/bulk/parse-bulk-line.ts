import { BulkLine } from '@leads/contract/platform-bulk';
import { fieldProblem, Problem } from '@leads/contract/problem';
import { isReserved, reserved } from '../records/save-platform-tenant.ts';
import type { Line } from './read-lines.ts';

/** A line as far as it can be judged by itself. */
export type ParsedLine =
  | { number: number; item: BulkLine; key: string }
  | { number: number; problem: Problem };

/** Reads one line; every fault of it is named. */
export function parseBulkLine({ number, text, fault }: Line): ParsedLine {
  if (text === undefined) return { number, problem: fieldProblem('', fault ?? 'cannot be read') };
  const parsed = BulkLine.safeParse(parseJson(text));
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({
      pointer: path.map((part) => `/${String(part)}`).join(''),
      message,
    }));
    const [first] = errors;
    const detail =
      errors.length === 1 && first !== undefined
        ? `${first.pointer === '' ? 'The line' : first.pointer}: ${first.message}`
        : `${errors.length} values of the line are not valid.`;
    return { number, problem: new Problem('validation_failed', { detail, errors }) };
  }
  const item = parsed.data;
  if (item.type === 'tenant' && isReserved(item.externalId))
    return { number, problem: reserved(item.externalId) };
  return { number, item, key: keyOf(item) };
}

/** What a line is about: two of the same must not be saved at once. */
function keyOf(item: BulkLine): string {
  switch (item.type) {
    case 'tenant':
      return JSON.stringify([item.type, item.externalId]);
    case 'user':
      return JSON.stringify([item.type, item.tenantExternalId, item.email]);
    default:
      return JSON.stringify([item.type, item.tenantExternalId, item.externalId]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

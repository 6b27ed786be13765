import type { FieldFault } from '@leads/contract/problem';
import { hasField, toFieldPath } from '#web/api/field-path.ts';

/** Splits a problem's faults into those that have a field on the form, by path, and the messages of the others. */
export function sortFaults(
  faults: readonly FieldFault[],
  values: unknown,
  under?: string,
): { onFields: Record<string, string>; others: string[] } {
  const onFields: Record<string, string> = {};
  const others: string[] = [];
  for (const { pointer, message } of faults) {
    const path = toFieldPath(pointer, under);
    if (hasField(values, path)) onFields[path] ??= message;
    else others.push(message);
  }
  return { onFields, others };
}

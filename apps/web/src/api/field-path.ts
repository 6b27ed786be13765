/**
 * RFC 6901 pointer into a body → path of the form field: `/slot/startSec` → `slot.startSec`.
 *
 * @param under the body's key that holds the form, as `general` in `{ version, general: { name } }`
 */
export function toFieldPath(pointer: string, under?: string): string {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  return (under !== undefined && keys[0] === under ? keys.slice(1) : keys).join('.');
}

/** Whether a form with these values has a field at the path; a missing last key of an object or list is none. */
export function hasField(values: unknown, path: string): boolean {
  if (path === '') return false;
  let here: unknown = values;
  for (const key of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return false;
    here = (here as Record<string, unknown>)[key];
  }
  return true;
}

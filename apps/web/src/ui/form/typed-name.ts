/** White space as a page shows it: nothing at the ends, and one space for each run of it. */
const fold = (text: string): string => text.trim().replaceAll(/\s+/g, ' ');

/** Whether somebody typed a name as they see it. */
export function isTypedName(typed: string, name: string): boolean {
  return fold(typed) === fold(name);
}

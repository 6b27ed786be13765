/** Text as the database keeps it: without NUL and halves of surrogate pairs, which it refuses, and outer spaces. */
export function cleanText(text: string | null | undefined): string {
  return (text ?? '').replaceAll('\0', '').toWellFormed().trim();
}

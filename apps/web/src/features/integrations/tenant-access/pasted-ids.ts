/** The ids in what was pasted: a column of a spreadsheet, a list, or anything between commas, semicolons and spaces. */
export function toPastedIds(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((part) => part.replace(/^["']|["']$/g, ''))
    .filter((part) => part !== '');
}

/** What a spreadsheet would run as a formula, with any apostrophes that already stand before it. */
const wouldRun = /^'*[=+\-@\t]/;
const wasDefused = /^'+[=+\-@\t]/;

/** A cell that no spreadsheet runs: an apostrophe goes before `= + - @` and tab. */
export function defuseCell(value: string): string {
  return wouldRun.test(value) ? `'${value}` : value;
}

/** The value behind a cell: takes off the one apostrophe that `defuseCell` put there. */
export function readCell(value: string): string {
  return value.startsWith("'") && wasDefused.test(value) ? value.slice(1) : value;
}

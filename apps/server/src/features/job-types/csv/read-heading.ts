import { CmpStr } from 'cmpstr';
import { csvColumns } from '@leads/contract/job-types';
import { Problem } from '@leads/contract/problem';

export type CsvColumn = (typeof csvColumns)[number];

const required: readonly CsvColumn[] = ['Partner Job Type ID', 'Partner Job Type Name'];
/** From here on a heading is taken for a misspelling: "Standart Job Type", "Trades". */
const looksLike = 0.75;
const shownMax = 8;

const levenshtein = CmpStr.create().setMetric('levenshtein').setFlags('i');

/**
 * Where each column of ours stands, by the file's first line, whatever the order and case. Headings that are not ours
 * are passed over, unless one looks like a misspelling of a column that is not there: its values would be lost unseen.
 * @throws Problem `file_refused` naming what was found and what is expected
 */
export function readHeading(heading: readonly string[]): [CsvColumn, number][] {
  const names = heading.map((name) => name.trim());
  const columns = findColumns(names);
  const missing = csvColumns.filter((column) => !columns.some(([found]) => found === column));
  const others = names.filter((name) => name !== '' && !isColumn(name));
  const misspelled = findMisspelled(others, missing);
  const needed = missing.filter((column) => required.includes(column));
  if (needed.length > 0 || misspelled.length > 0) refuse({ needed, misspelled, names });
  const twice = columns.find(
    ([column]) => names.filter((name) => isNamed(name, column)).length > 1,
  );
  if (twice !== undefined) {
    throw new Problem('file_refused', {
      detail: `The first line has the column "${twice[0]}" more than once. Keep the one that counts.`,
    });
  }
  return columns;
}

/** How many of our columns a first line has, to tell which character parts its cells. */
export const countColumns = (heading: readonly string[]): number =>
  findColumns(heading.map((name) => name.trim())).length;

const isNamed = (name: string, column: CsvColumn): boolean =>
  name.toLowerCase() === column.toLowerCase();
const isColumn = (name: string): boolean => csvColumns.some((column) => isNamed(name, column));

function findColumns(names: readonly string[]): [CsvColumn, number][] {
  return csvColumns.flatMap((column): [CsvColumn, number][] => {
    const index = names.findIndex((name) => isNamed(name, column));
    return index < 0 ? [] : [[column, index]];
  });
}

interface Misspelled {
  column: CsvColumn;
  /** The heading that stands in the file instead. */
  close: string;
}

/** Each heading that is not ours with the missing column it resembles most, if it resembles any. */
function findMisspelled(names: readonly string[], missing: readonly CsvColumn[]): Misspelled[] {
  return names.flatMap((close) => {
    if (close.length > 100) return [];
    const [best] = missing
      .map((column) => ({ column, alike: levenshtein.compare(close, column) }))
      .sort((a, b) => b.alike - a.alike);
    return best === undefined || best.alike < looksLike ? [] : [{ column: best.column, close }];
  });
}

interface Refusal {
  needed: readonly CsvColumn[];
  misspelled: readonly Misspelled[];
  names: readonly string[];
}

function refuse({ needed, misspelled, names }: Refusal): never {
  const sentences: string[] = [];
  const lost = needed.filter((column) => !misspelled.some((one) => one.column === column));
  if (lost.length > 0) sentences.push(`The first line lacks the column ${quoted(lost, ' and ')}.`);
  for (const { column, close } of misspelled) {
    sentences.push(
      `The first line has "${close}", which looks like "${column}": write it that way${required.includes(column) ? '' : ', or take the column out'}.`,
    );
  }
  const found = names.filter((name) => name !== '').map((name) => name.slice(0, 60));
  const more = found.length > shownMax ? ` and ${found.length - shownMax} more` : '';
  throw new Problem('file_refused', {
    detail: `${sentences.join(' ')} Found: ${quoted(found.slice(0, shownMax), ', ')}${more}. Expected: ${quoted(csvColumns, ', ')}; the last three may be left out.`,
  });
}

function quoted(names: readonly string[], between: string): string {
  return names.map((name) => `"${name}"`).join(between);
}

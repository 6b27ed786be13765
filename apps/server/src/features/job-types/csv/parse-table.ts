import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { Problem } from '@leads/contract/problem';
import { countColumns, readHeading } from './read-heading.ts';
import type { CsvColumn } from './read-heading.ts';
import { readCell } from './spreadsheet-cell.ts';

const delimiters = [',', ';', '\t'] as const;
/** A record longer than this is a file whose quotes do not close. */
const recordCharactersMax = 100_000;

export interface CsvLine {
  /** Line of the file on which the record begins, from 1. */
  line: number;
  /** Trimmed cells; a column that the file leaves out is undefined. */
  cells: Partial<Record<CsvColumn, string>>;
  /** All cells as the file has them. */
  record: readonly string[];
}

export interface CsvTable {
  /** The first line as the file has it. */
  heading: readonly string[];
  lines: AsyncGenerator<CsvLine>;
}

/**
 * The records of a CSV text by column, however the columns are ordered and whichever of comma, semicolon and tab parts
 * them. Empty lines are passed over.
 * @throws Problem `file_refused` for an empty file, missing, misspelled or doubled columns, or quotes that do not close
 */
export function parseTable(text: string): CsvTable {
  if (text.trim() === '') {
    throw new Problem('file_refused', {
      detail: 'The file is empty. Download the template to see what belongs in it.',
    });
  }
  const { delimiter, heading } = delimiters
    .map((one) => ({ delimiter: one, heading: firstRecord(text, one) }))
    .reduce((best, next) => (isBetter(next.heading, best.heading) ? next : best));
  return { heading, lines: readLines(text, delimiter, readHeading(heading)) };
}

/** More of our columns; where none has any, more cells, so that the refusal names them one by one. */
function isBetter(next: readonly string[], best: readonly string[]): boolean {
  const more = countColumns(next) - countColumns(best);
  return more > 0 || (more === 0 && next.length > best.length);
}

async function* readLines(
  text: string,
  delimiter: string,
  columns: readonly [CsvColumn, number][],
): AsyncGenerator<CsvLine> {
  const parser = Readable.from([text]).pipe(
    parse({
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: recordCharactersMax,
    }),
  );
  let isHeading = true;
  // The parser counts a CR LF between quotes as two lines.
  let countedTwice = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      const breaks = record.flatMap(findBreaks);
      countedTwice += breaks.filter((one) => one === '\r\n').length;
      if (isHeading) {
        isHeading = false;
        continue;
      }
      if (record.every((cell) => cell.trim() === '')) continue;
      const cells: CsvLine['cells'] = {};
      for (const [column, index] of columns) cells[column] = readCell((record[index] ?? '').trim());
      yield { line: info.lines - countedTwice - breaks.length, cells, record };
    }
  } catch (err) {
    throw refusalOf(err);
  }
}

const noBreaks: readonly string[] = [];

function findBreaks(cell: string): readonly string[] {
  // Hardly any cell has one, and looking for a letter is far quicker than matching.
  const mayHave = cell.includes('\n') || cell.includes('\r');
  return mayHave ? (cell.match(/\r\n|\n|\r/g) ?? noBreaks) : noBreaks;
}

function firstRecord(text: string, delimiter: string): string[] {
  try {
    const records: string[][] = parseAtOnce(text, {
      delimiter,
      to: 1,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: recordCharactersMax,
    });
    return records[0] ?? [];
  } catch {
    return [];
  }
}

function refusalOf(err: unknown): unknown {
  if (!(err instanceof CsvError)) return err;
  const line = (err as { lines?: number }).lines;
  return new Problem('file_refused', {
    detail: `The file cannot be read as CSV${line === undefined ? '' : ` near line ${line}`}. Most often a quotation mark is missing there: cells with quotes, commas or line breaks stand between quotes, and quotes inside are doubled.`,
    cause: err,
  });
}

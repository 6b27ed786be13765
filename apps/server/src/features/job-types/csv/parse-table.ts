import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { csvColumns } from '@leads/contract/job-types';
import { Problem } from '@leads/contract/problem';
import { readCell } from './spreadsheet-cell.ts';

export type CsvColumn = (typeof csvColumns)[number];
const required: readonly CsvColumn[] = ['Partner Job Type ID', 'Partner Job Type Name'];
const delimiters = [',', ';', '\t'] as const;
/** A record longer than this is a file whose quotes do not close. */
const recordCharactersMax = 100_000;

export interface CsvLine {
  /** Line of the file on which the record ends, from 1. */
  line: number;
  /** Trimmed cells; a column that the file leaves out is undefined. */
  cells: Partial<Record<CsvColumn, string>>;
}

/**
 * The records of a CSV text by column, however the columns are ordered and whichever of comma, semicolon and tab parts
 * them. Empty lines are passed over.
 * @throws Problem `file_refused` for an empty file, missing columns, or quotes that do not close
 */
export async function* parseTable(text: string): AsyncGenerator<CsvLine> {
  const { delimiter, columns } = readHeader(text);
  const parser = Readable.from([text]).pipe(
    parse({
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: recordCharactersMax,
    }),
  );
  let isHeader = true;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (isHeader) {
        isHeader = false;
        continue;
      }
      const cells: CsvLine['cells'] = {};
      for (const [column, index] of columns) cells[column] = readCell((record[index] ?? '').trim());
      if (record.some((cell) => cell.trim() !== '')) yield { line: info.lines, cells };
    }
  } catch (err) {
    throw refusalOf(err);
  }
}

interface Header {
  delimiter: string;
  columns: [CsvColumn, number][];
}

function readHeader(text: string): Header {
  if (text.trim() === '') {
    throw new Problem('file_refused', {
      detail: 'The file is empty. Download the template to see what belongs in it.',
    });
  }
  const candidates = delimiters.map((delimiter) => ({
    delimiter,
    columns: readColumns(text, delimiter),
  }));
  const complete = candidates.find(({ columns }) =>
    required.every((name) => columns.some(([column]) => column === name)),
  );
  if (complete !== undefined) return complete;
  const best = candidates.reduce((a, b) => (b.columns.length > a.columns.length ? b : a));
  const missing = required.filter((name) => !best.columns.some(([column]) => column === name));
  throw new Problem('file_refused', {
    detail: `The first line lacks the column ${missing.map((name) => `"${name}"`).join(' and ')}. Keep the template's first line as it is.`,
  });
}

function readColumns(text: string, delimiter: string): [CsvColumn, number][] {
  const names = firstRecord(text, delimiter).map((name) => name.trim().toLowerCase());
  return csvColumns.flatMap((column): [CsvColumn, number][] => {
    const index = names.indexOf(column.toLowerCase());
    return index < 0 ? [] : [[column, index]];
  });
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

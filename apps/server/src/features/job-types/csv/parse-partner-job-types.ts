import { csvRowsMax } from '@leads/contract/job-types';
import type { CsvFault } from '@leads/contract/job-types';
import { Problem } from '@leads/contract/problem';
import type { Catalogue, CatalogueEntry } from './catalogue.ts';
import { decodeText } from './decode-text.ts';
import { parseTable } from './parse-table.ts';
import type { CsvLine } from './parse-table.ts';
import type { CsvColumn } from './read-heading.ts';

/** One row that may be applied. */
export interface ParsedJobType {
  /** Line of the file, from 1. */
  line: number;
  partnerId: string;
  name: string;
  category: string;
  /** Absent: the mapping stays as it is. Null: it is cleared. */
  standardJobTypeId?: string | null;
}

/** A record with faults, as the file has it. */
export interface BadRow {
  line: number;
  record: readonly string[];
  reason: string;
}

export interface ParsedFile {
  rows: ParsedJobType[];
  faults: CsvFault[];
  /** The file's first line and its records with faults, to be handed back. */
  heading: readonly string[];
  badRows: BadRow[];
  /** Every id in the file, of rows with faults too: what is wrong is not missing. */
  partnerIds: ReadonlySet<string>;
}

/** The partner's id → the standard job type it is mapped to now; a retired one may stay there. */
export type MappedNow = ReadonlyMap<string, string | null>;

const lengths: Partial<Record<CsvColumn, number>> = {
  'Partner Job Type ID': 128,
  'Partner Job Type Name': 200,
  Category: 100,
};
/** `1.2E+11` and, in other locales, `1,2E+11`. */
const roundedByExcel = /^\d([.,]\d+)?E\+\d+$/i;

/**
 * Reads an uploaded list of partner job types. Faults name line, column, value and reason; rows without any are returned
 * beside them. A retired standard job type is a fault unless the row is mapped to it already.
 * @throws Problem `file_refused` when the file as a whole cannot be used
 */
export async function parsePartnerJobTypes(
  bytes: Uint8Array,
  catalogue: Catalogue,
  mappedNow: MappedNow = new Map(),
): Promise<ParsedFile> {
  const { heading, lines } = parseTable(decodeText(bytes));
  const firstLines = new Map<string, number>();
  const file: Omit<ParsedFile, 'partnerIds'> = { rows: [], faults: [], heading, badRows: [] };
  let count = 0;
  for await (const line of lines) {
    count += 1;
    if (count > csvRowsMax) {
      throw new Problem('file_refused', {
        detail: `The file has more than ${csvRowsMax.toLocaleString('en')} rows. Leave out what this partner does not offer.`,
      });
    }
    const faults = [...findCellFaults(line), ...findDuplicate(line, firstLines)];
    const mapping = readMapping(line, catalogue, mappedNow);
    if ('fault' in mapping) faults.push(mapping.fault);
    else if (faults.length === 0) file.rows.push({ ...toRow(line), ...mapping });
    if (faults.length > 0) {
      file.faults.push(...faults);
      file.badRows.push(toBadRow(line, faults));
    }
  }
  if (count === 0) {
    throw new Problem('file_refused', {
      detail: 'The file has a first line but no rows. Add a row for each service of the partner.',
    });
  }
  return { ...file, partnerIds: new Set(firstLines.keys()) };
}

function toBadRow({ line, record }: CsvLine, faults: readonly CsvFault[]): BadRow {
  const reason = faults.map((fault) => `${fault.column}: ${fault.reason}`).join('. ');
  return { line, record, reason };
}

function toRow({ line, cells }: CsvLine): ParsedJobType {
  return {
    line,
    partnerId: cells['Partner Job Type ID'] ?? '',
    name: cells['Partner Job Type Name'] ?? '',
    category: cells.Category ?? '',
  };
}

function faultAt({ line, cells }: CsvLine, column: CsvColumn, reason: string): CsvFault {
  return { line, column, value: (cells[column] ?? '').slice(0, 200), reason };
}

function findCellFaults(line: CsvLine): CsvFault[] {
  const { cells } = line;
  const faults: CsvFault[] = [];
  const id = cells['Partner Job Type ID'] ?? '';
  if (id === '') faults.push(faultAt(line, 'Partner Job Type ID', 'The id is missing'));
  if (roundedByExcel.test(id)) {
    faults.push(
      faultAt(
        line,
        'Partner Job Type ID',
        'The spreadsheet rounded this id. Format the column as text and enter the ids again',
      ),
    );
  }
  if ((cells['Partner Job Type Name'] ?? '') === '') {
    faults.push(faultAt(line, 'Partner Job Type Name', 'The name is missing'));
  }
  for (const [column, max] of Object.entries(lengths) as [CsvColumn, number][]) {
    if (isLonger(cells[column] ?? '', max)) {
      faults.push(faultAt(line, column, `Use at most ${max} characters`));
    }
  }
  return faults;
}

/** Counts letters as PostgreSQL does, where there may be too many at all. */
const isLonger = (text: string, max: number): boolean =>
  text.length > max && [...text].length > max;

function findDuplicate(line: CsvLine, firstLines: Map<string, number>): CsvFault[] {
  const id = line.cells['Partner Job Type ID'] ?? '';
  if (id === '') return [];
  const first = firstLines.get(id);
  if (first !== undefined) {
    return [faultAt(line, 'Partner Job Type ID', `Line ${first} has this id already`)];
  }
  firstLines.set(id, line.line);
  return [];
}

type Mapping = { standardJobTypeId?: string | null } | { fault: CsvFault };

function readMapping(line: CsvLine, catalogue: Catalogue, mappedNow: MappedNow): Mapping {
  const name = line.cells['Standard Job Type'] ?? '';
  const trade = line.cells.Trade ?? '';
  if (name === '') return {};
  if (name.toLowerCase() === 'none') return { standardJobTypeId: null };
  if (trade !== '' && !catalogue.hasTrade(trade)) {
    return { fault: faultAt(line, 'Trade', 'There is no such trade') };
  }
  const all = catalogue.find(name);
  const [match, second] = all.filter((entry) => trade === '' || catalogue.isInTrade(entry, trade));
  if (match === undefined) return { fault: faultAt(line, 'Standard Job Type', whyNot(all)) };
  if (second !== undefined) {
    const reason = `Several trades have this standard job type: ${tradesOf(all)}. Name one`;
    return { fault: faultAt(line, 'Trade', reason) };
  }
  const id = line.cells['Partner Job Type ID'] ?? '';
  if (match.isRetired && mappedNow.get(id) !== match.id) {
    const reason = 'This standard job type is retired. Name another, or leave the cell empty';
    return { fault: faultAt(line, 'Standard Job Type', reason) };
  }
  return { standardJobTypeId: match.id };
}

const tradesOf = (entries: readonly CatalogueEntry[]): string =>
  entries.map((entry) => entry.trade).join(', ');

function whyNot(elsewhere: readonly CatalogueEntry[]): string {
  return elsewhere.length === 0
    ? 'There is no such standard job type'
    : `This standard job type belongs to ${tradesOf(elsewhere)}`;
}

import { csvRowsMax } from '@leads/contract/job-types';
import type { CsvFault } from '@leads/contract/job-types';
import { Problem } from '@leads/contract/problem';
import type { Catalogue } from './catalogue.ts';
import { decodeText } from './decode-text.ts';
import { parseTable } from './parse-table.ts';
import type { CsvColumn, CsvLine } from './parse-table.ts';

/** One row that may be applied. */
export interface ParsedJobType {
  partnerId: string;
  name: string;
  category: string;
  /** Absent: the mapping stays as it is. Null: it is cleared. */
  standardJobTypeId?: string | null;
}

export interface ParsedFile {
  rows: ParsedJobType[];
  faults: CsvFault[];
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
 * beside them.
 * @throws Problem `file_refused` when the file as a whole cannot be used
 */
export async function parsePartnerJobTypes(
  bytes: Uint8Array,
  catalogue: Catalogue,
  mappedNow: MappedNow = new Map(),
): Promise<ParsedFile> {
  const rows: ParsedJobType[] = [];
  const faults: CsvFault[] = [];
  const firstLines = new Map<string, number>();
  let count = 0;
  for await (const line of parseTable(decodeText(bytes))) {
    count += 1;
    if (count > csvRowsMax) {
      throw new Problem('file_refused', {
        detail: `The file has more than ${csvRowsMax.toLocaleString('en')} rows. Leave out what this partner does not offer.`,
      });
    }
    const lineFaults = [...findCellFaults(line), ...findDuplicate(line, firstLines)];
    const mapping = readMapping(line, catalogue, mappedNow);
    if ('fault' in mapping) lineFaults.push(mapping.fault);
    faults.push(...lineFaults);
    if (lineFaults.length === 0)
      rows.push({ ...toRow(line), ...('fault' in mapping ? {} : mapping) });
  }
  if (count === 0) {
    throw new Problem('file_refused', {
      detail: 'The file has a first line but no rows. Add a row for each service of the partner.',
    });
  }
  return { rows, faults };
}

function toRow({ cells }: CsvLine): ParsedJobType {
  return {
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
    if ([...(cells[column] ?? '')].length > max) {
      faults.push(faultAt(line, column, `Use at most ${max} characters`));
    }
  }
  return faults;
}

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
  if (match === undefined) {
    const elsewhere = all.map((entry) => entry.trade).join(', ');
    const reason =
      elsewhere === ''
        ? 'There is no such standard job type'
        : `This standard job type belongs to ${elsewhere}`;
    return { fault: faultAt(line, 'Standard Job Type', reason) };
  }
  if (second !== undefined) {
    const trades = all.map((entry) => entry.trade).join(', ');
    return {
      fault: faultAt(
        line,
        'Trade',
        `Several trades have this standard job type: ${trades}. Name one`,
      ),
    };
  }
  const id = line.cells['Partner Job Type ID'] ?? '';
  if (match.isRetired && mappedNow.get(id) !== match.id) {
    const reason = 'This standard job type is retired. Name another, or leave the cell empty';
    return { fault: faultAt(line, 'Standard Job Type', reason) };
  }
  return { standardJobTypeId: match.id };
}

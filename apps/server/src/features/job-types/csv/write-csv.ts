import { stringify } from 'csv-stringify/sync';
import { csvColumns } from '@leads/contract/job-types';
import type { BadRow } from './parse-partner-job-types.ts';
import { defuseCell, readCell } from './spreadsheet-cell.ts';

export interface CsvRow {
  partnerId: string;
  name: string;
  category: string;
  trade: string;
  standardJobType: string;
}

/** UTF-8 with a byte order mark, so that spreadsheets read every letter. */
export function writeCsv(rows: readonly CsvRow[]): string {
  return stringify(
    rows.map((row) =>
      [row.partnerId, row.name, row.category, row.trade, row.standardJobType].map(defuseCell),
    ),
    { header: true, columns: [...csvColumns], bom: true, record_delimiter: 'windows' },
  );
}

/**
 * The file's own lines that have faults, under its own first line, with two columns more: line and reason. Imports pass
 * these over, so that a line can be mended here and put back.
 */
export function writeBadRows(heading: readonly string[], badRows: readonly BadRow[]): string {
  const width = badRows.reduce((most, { record }) => Math.max(most, record.length), heading.length);
  const padded = (cells: readonly string[]): string[] =>
    Array.from({ length: width }, (_, index) => defuseCell(readCell((cells[index] ?? '').trim())));
  return stringify(
    [
      [...padded(heading), 'Line', 'Reason'],
      ...badRows.map(({ line, record, reason }) => [
        ...padded(record),
        String(line),
        defuseCell(reason),
      ]),
    ],
    { bom: true, record_delimiter: 'windows' },
  );
}

/** The template: the columns and two rows that show what belongs in them. */
export function writeTemplate(): string {
  return writeCsv([
    {
      partnerId: 'ac-not-cooling',
      name: 'AC Not Cooling',
      category: 'Cooling',
      trade: 'HVAC',
      standardJobType: 'Repair AC',
    },
    {
      partnerId: '40055',
      name: 'Drain Clog - Clear Blockage',
      category: 'Plumbing',
      trade: '',
      standardJobType: '',
    },
  ]);
}

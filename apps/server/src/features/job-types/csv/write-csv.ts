import { stringify } from 'csv-stringify/sync';
import { csvColumns } from '@leads/contract/job-types';
import { defuseCell } from './spreadsheet-cell.ts';

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

import { stringify } from 'csv-stringify/sync';
import { auditCsvRowsMax } from '@leads/contract/audit';
import type { AuditFilter } from '@leads/contract/audit';
import { toActionWords } from '@leads/contract/audit-words';
import { defuseCell } from '#features/job-types/index.ts';
import type { Context } from '#platform/act/context.ts';
import { listAuditIds, toAuditCondition } from './audit-filter.ts';
import { selectAuditRows } from './audit-rows.ts';

const columns = [
  'Time (UTC)',
  'Who',
  'Kind',
  'What',
  'Action',
  'Integration',
  'Tenant',
  'Subject kind',
  'Subject id',
  'Request id',
  'Before',
  'After',
];
const rowsPerRead = 1000;

/**
 * What is filtered as CSV, newest first, read and written piece by piece. Ends after `rowsMax` entries with a line that
 * says so. Cells that a spreadsheet would run are defused.
 */
export async function* exportAudit(
  ctx: Context,
  filter: AuditFilter,
  rowsMax: number = auditCsvRowsMax,
): AsyncGenerator<string> {
  const condition = await toAuditCondition(ctx, filter);
  yield stringify([columns], { bom: true, record_delimiter: 'windows' });
  let left = rowsMax;
  let beforeId: string | undefined;
  for (;;) {
    // One more than is written tells whether anything is left out.
    const ids = await listAuditIds(ctx, condition, {
      beforeId,
      limit: Math.min(rowsPerRead, left) + 1,
    });
    const shown = ids.slice(0, Math.min(rowsPerRead, left));
    if (shown.length > 0) yield toCsv(await readRows(ctx, shown));
    left -= shown.length;
    beforeId = shown.at(-1);
    if (ids.length === shown.length) return;
    if (left > 0) continue;
    const note = `Cut here: the export ends after ${rowsMax.toLocaleString('en')} entries. Filter by date to get the others.`;
    yield stringify([[note]], { record_delimiter: 'windows' });
    return;
  }
}

async function readRows(ctx: Context, ids: readonly string[]) {
  return selectAuditRows(ctx.db)
    .select(['e.before', 'e.after'])
    .where('e.id', 'in', ids)
    .orderBy('e.id', 'desc')
    .execute();
}

function toCsv(rows: Awaited<ReturnType<typeof readRows>>): string {
  const cells = rows.map((row) =>
    [
      row.at.toISOString(),
      row.actorName,
      row.actorKind,
      toActionWords(row.action),
      row.action,
      row.integrationName ?? '',
      row.tenantName ?? '',
      row.subjectKind,
      row.subjectId,
      row.requestId ?? '',
      toText(row.before),
      toText(row.after),
    ].map(defuseCell),
  );
  return stringify(cells, { record_delimiter: 'windows' });
}

const toText = (value: unknown): string => (value === null ? '' : JSON.stringify(value));

import { stringify } from 'csv-stringify/sync';
import { sql } from 'kysely';
import { leadsCsvRowsMax } from '@leads/contract/lead-desk';
import type { LeadFilter, LeadState } from '@leads/contract/leads';
import { defuseCell } from '#features/job-types/index.ts';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { encodeCursor } from '#platform/db/page-cursor.ts';
import { requireOwnTenant } from '../lock-lead.ts';
import { findLeadIds } from './find-lead-ids.ts';
import { selectLeadRows } from './lead-row.ts';

const columns = [
  'Received (UTC)',
  'State',
  'Customer',
  'Telephone',
  'E-mail',
  'Street address',
  'Address line 2',
  'Locality',
  'Region',
  'Postal code',
  'Country',
  'Partner',
  'Partner service',
  'Job type',
  'Business unit',
  'Wanted (UTC)',
  'Appointment (UTC)',
  'Job number',
  'Worked by',
  'Description',
  'Booking id',
  'Test',
  'Lead id',
];
const rowsPerRead = 1000;

/**
 * The filtered inbox as CSV, newest first, read and written piece by piece; the audit says that it was exported and by
 * which filters, but never what was searched for. Ends after `rowsMax` leads with a line that says so. Cells that a
 * spreadsheet would run are defused.
 * @throws Problem `not_found` for another tenant, before anything is written
 */
export async function exportLeads(
  ctx: Context,
  { tenantId, rowsMax = leadsCsvRowsMax, ...filter }: LeadFilter & ExportOf,
): Promise<AsyncGenerator<string>> {
  requireOwnTenant(ctx, tenantId);
  const { search, ...named } = filter;
  await change(ctx, 'lead.export', async () => ({
    value: undefined,
    audit: {
      subject: { kind: 'tenant', id: tenantId },
      tenantId,
      after: { ...named, ...(search === undefined ? {} : { searched: true }) },
    },
  }));
  return writeCsv(ctx, { tenantId, rowsMax, filter });
}

interface ExportOf {
  tenantId: string;
  rowsMax?: number;
}

async function* writeCsv(
  ctx: Context,
  { tenantId, rowsMax, filter }: Required<ExportOf> & { filter: LeadFilter },
): AsyncGenerator<string> {
  yield stringify([columns], { bom: true, record_delimiter: 'windows' });
  let left = rowsMax;
  let cursor: string | undefined;
  for (;;) {
    const size = Math.min(rowsPerRead, left);
    // One more than is written tells whether anything is left out.
    const ids = await findLeadIds(ctx, { tenantId, filter }, { cursor, limit: size + 1 });
    const shown = await readRows(ctx, { tenantId, ids: ids.slice(0, size) });
    if (shown.length > 0) yield stringify(shown.map(toCells), { record_delimiter: 'windows' });
    const last = shown.at(-1);
    if (ids.length <= size || last === undefined) return;
    left -= shown.length;
    cursor = encodeCursor([last.receivedAt.toISOString(), last.id]);
    if (left > 0) continue;
    const note = `Cut here: the export ends after ${rowsMax.toLocaleString('en')} leads. Filter by date to get the others.`;
    yield stringify([[note]], { record_delimiter: 'windows' });
    return;
  }
}

async function readRows(
  ctx: Context,
  { tenantId, ids }: { tenantId: string; ids: readonly string[] },
) {
  return selectLeadRows(ctx.db)
    .leftJoin('business_unit', (join) =>
      join
        .onRef('business_unit.tenant_id', '=', 'lead.tenant_id')
        .onRef('business_unit.id', '=', 'lead.business_unit_id'),
    )
    .select([
      'lead.email',
      'lead.street_address as streetAddress',
      'lead.address_line2 as addressLine2',
      'lead.postal_code as postalCode',
      'lead.country',
      'lead.description',
      'lead.job_number as jobNumber',
      'business_unit.name as businessUnit',
    ])
    .where('lead.tenant_id', '=', tenantId)
    .where('lead.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('lead.received_at', 'desc')
    .orderBy('lead.id', 'desc')
    .execute();
}

const stateWords: Record<LeadState, string> = {
  new: 'New',
  accepted: 'Accepted',
  declined: 'Declined',
  scheduled: 'Scheduled',
  invoiced: 'Invoiced',
  canceled: 'Canceled',
};

function toCells(row: Awaited<ReturnType<typeof readRows>>[number]): string[] {
  return [
    row.receivedAt.toISOString(),
    stateWords[row.state as LeadState],
    row.erasedAt === null ? row.customerName : 'Erased',
    row.telephone,
    row.email,
    row.streetAddress,
    row.addressLine2,
    row.locality,
    row.region,
    row.postalCode,
    row.country,
    row.integrationName,
    row.partnerJobType,
    row.tenantJobType ?? '',
    row.businessUnit ?? '',
    row.wantedStartAt?.toISOString() ?? '',
    row.appointmentStartAt?.toISOString() ?? '',
    row.jobNumber ?? '',
    row.takenByName ?? '',
    row.description,
    row.partnerBookingId,
    row.test ? 'Yes' : '',
    row.id,
  ].map(defuseCell);
}

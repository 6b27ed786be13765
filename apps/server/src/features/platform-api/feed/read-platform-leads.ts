import { z } from 'zod';
import { BookingWarning } from '@leads/contract/bookings';
import type { DeclineReason, LeadState } from '@leads/contract/lead';
import type { PlatformLead } from '@leads/contract/platform-leads';
import { Problem } from '@leads/contract/problem';
import type { ReadDb } from '#platform/act/context.ts';
import { readInvoicesOf } from '#features/leads/index.ts';

function selectPlatformLeads(db: ReadDb) {
  return db
    .selectFrom('lead')
    .innerJoin('tenant', 'tenant.id', 'lead.tenant_id')
    .innerJoin('integration', 'integration.id', 'lead.integration_id')
    .leftJoin('standard_job_type', 'standard_job_type.id', 'lead.standard_job_type_id')
    .leftJoin('trade', 'trade.id', 'standard_job_type.trade_id')
    .leftJoin('tenant_job_type as job_type', (join) =>
      join
        .onRef('job_type.tenant_id', '=', 'lead.tenant_id')
        .onRef('job_type.id', '=', 'lead.tenant_job_type_id'),
    )
    .leftJoin('business_unit as unit', (join) =>
      join
        .onRef('unit.tenant_id', '=', 'lead.tenant_id')
        .onRef('unit.id', '=', 'lead.business_unit_id'),
    )
    .selectAll('lead')
    .select([
      'tenant.external_id as tenantExternalId',
      'integration.name as integrationName',
      'standard_job_type.name as standardJobType',
      'trade.name as trade',
      'job_type.external_id as jobTypeExternalId',
      'unit.external_id as businessUnitExternalId',
    ])
    .where('lead.test', '=', false);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectPlatformLeads>['executeTakeFirstOrThrow']>>;

/** Leads whose place in the feed is above `after`, up to `until`, in its order, with the place of each. */
export async function readFeed(
  db: ReadDb,
  { after, until, limit }: { after: number; until: number; limit: number },
): Promise<{ position: number; lead: PlatformLead }[]> {
  const rows = await selectPlatformLeads(db)
    .where('lead.feed_position', '>', after)
    .where('lead.feed_position', '<=', until)
    .orderBy('lead.feed_position')
    .limit(limit)
    .execute();
  const invoices = await readInvoicesOfRows(db, rows);
  return rows.map((row) => ({
    position: row.feed_position,
    lead: toPlatformLead(row, invoices.get(row.id)),
  }));
}

/**
 * One lead, whichever tenant has it.
 * @throws Problem `not_found`, also for a test lead
 */
export async function requirePlatformLead(
  db: ReadDb,
  id: string,
): Promise<{ tenantId: string; lead: PlatformLead }> {
  const row = await selectPlatformLeads(db).where('lead.id', '=', id).executeTakeFirst();
  if (row === undefined) {
    throw new Problem('not_found', { detail: 'There is no lead of this id.' });
  }
  const invoices = await readInvoicesOfRows(db, [row]);
  return { tenantId: row.tenant_id, lead: toPlatformLead(row, invoices.get(id)) };
}

/** Only an invoiced lead has any; most pages do without the question. */
function readInvoicesOfRows(db: ReadDb, rows: readonly Row[]) {
  const invoiced = rows.filter(({ state }) => state === 'invoiced');
  return readInvoicesOf(
    db,
    invoiced.map((row) => ({ tenantId: row.tenant_id, leadId: row.id })),
  );
}

const ExtraDetails = z.record(z.string(), z.unknown());

function toPlatformLead(row: Row, invoices: PlatformLead['invoices'] = []): PlatformLead {
  return {
    id: row.id,
    version: row.version,
    state: row.state as LeadState,
    tenantExternalId: row.tenantExternalId,
    receivedAt: row.received_at.toISOString(),
    integration: { id: row.integration_id, name: row.integrationName },
    partnerBookingId: row.partner_booking_id,
    accountId: row.account_id,
    profileId: row.profile_id,
    customer: { name: row.customer_name, telephone: row.telephone, email: row.email },
    address: {
      streetAddress: row.street_address,
      addressLine2: row.address_line2,
      locality: row.locality,
      region: row.region,
      postalCode: row.postal_code,
      country: row.country,
    },
    description: row.description,
    wantedStartAt: row.wanted_start_at?.toISOString() ?? null,
    wantedDurationSec: row.wanted_duration_sec,
    serviceId: row.service_id,
    partnerJobType: row.partner_job_type_name,
    standardJobType: row.standardJobType,
    trade: row.trade,
    jobTypeExternalId: row.jobTypeExternalId,
    businessUnitExternalId: row.businessUnitExternalId,
    extraDetails: ExtraDetails.parse(row.extra_details),
    warnings: z
      .array(BookingWarning)
      .parse(row.warnings)
      .map(({ code, message }) => ({ code, message })),
    appointment: toAppointment(row),
    jobNumber: row.job_number,
    declineReason: row.decline_reason as DeclineReason | null,
    declineComment: row.decline_comment,
    invoices,
  };
}

function toAppointment(row: Row): PlatformLead['appointment'] {
  const { appointment_start_at: startAt, appointment_duration_sec: durationSec } = row;
  if (startAt === null || durationSec === null) return null;
  return { startAt: startAt.toISOString(), durationSec };
}

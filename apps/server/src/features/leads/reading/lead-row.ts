import { sql } from 'kysely';
import type { LeadRow, LeadState } from '@leads/contract/leads';
import type { ReadDb } from '#platform/act/context.ts';

/** Leads with what a line of the inbox shows of them. */
export function selectLeadRows(db: ReadDb) {
  return db
    .selectFrom('lead')
    .innerJoin('integration', 'integration.id', 'lead.integration_id')
    .leftJoin('tenant_job_type as own_job_type', (join) =>
      join
        .onRef('own_job_type.tenant_id', '=', 'lead.tenant_id')
        .onRef('own_job_type.id', '=', 'lead.tenant_job_type_id'),
    )
    .select([
      'lead.id',
      'lead.state',
      'lead.version',
      'lead.test',
      'lead.opened_at as openedAt',
      'lead.received_at as receivedAt',
      'lead.integration_id as integrationId',
      'integration.name as integrationName',
      'lead.customer_name as customerName',
      'lead.telephone',
      'lead.locality',
      'lead.region',
      sql<string>`coalesce(nullif(lead.partner_job_type_name, ''), lead.service_id)`.as(
        'partnerJobType',
      ),
      'own_job_type.name as tenantJobType',
      'lead.partner_booking_id as partnerBookingId',
      'lead.wanted_start_at as wantedStartAt',
      'lead.appointment_start_at as appointmentStartAt',
      'lead.taken_by_id as takenById',
      'lead.taken_by_name as takenByName',
      'lead.erased_at as erasedAt',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectLeadRows>['executeTakeFirstOrThrow']>>;

export function toLeadRow(row: Row): LeadRow {
  return {
    id: row.id,
    state: row.state as LeadState,
    version: row.version,
    test: row.test,
    opened: row.openedAt !== null,
    receivedAt: row.receivedAt.toISOString(),
    integrationId: row.integrationId,
    integrationName: row.integrationName,
    customerName: row.customerName,
    telephone: row.telephone,
    locality: row.locality,
    region: row.region,
    partnerJobType: row.partnerJobType,
    tenantJobType: row.tenantJobType,
    partnerBookingId: row.partnerBookingId,
    wantedStartAt: row.wantedStartAt?.toISOString() ?? null,
    appointmentStartAt: row.appointmentStartAt?.toISOString() ?? null,
    takenBy: row.takenById === null ? null : { userId: row.takenById, name: row.takenByName ?? '' },
    erased: row.erasedAt !== null,
  };
}

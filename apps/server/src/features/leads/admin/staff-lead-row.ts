import { sql } from 'kysely';
import type { StaffLeadRow } from '@leads/contract/admin-leads';
import type { LeadState } from '@leads/contract/leads';
import type { ReadDb } from '#platform/act/context.ts';
import { maskName, maskTelephone } from './mask-customer.ts';

/** Leads of all tenants with what staff see of them; mask before anything leaves. */
export function selectStaffLeadRows(db: ReadDb) {
  return db
    .selectFrom('lead')
    .innerJoin('integration', 'integration.id', 'lead.integration_id')
    .innerJoin('tenant', 'tenant.id', 'lead.tenant_id')
    .leftJoin('tenant_job_type as own_job_type', (join) =>
      join
        .onRef('own_job_type.tenant_id', '=', 'lead.tenant_id')
        .onRef('own_job_type.id', '=', 'lead.tenant_job_type_id'),
    )
    .select([
      'lead.id',
      'lead.state',
      'lead.test',
      'lead.received_at as receivedAt',
      'lead.integration_id as integrationId',
      'integration.name as integrationName',
      'lead.tenant_id as tenantId',
      'tenant.name as tenantName',
      'tenant.time_zone as timeZone',
      'lead.partner_booking_id as partnerBookingId',
      'lead.customer_name as customerName',
      'lead.telephone',
      'lead.locality',
      'lead.region',
      sql<string>`coalesce(nullif(lead.partner_job_type_name, ''), lead.service_id)`.as(
        'partnerJobType',
      ),
      'own_job_type.name as tenantJobType',
      'lead.wanted_start_at as wantedStartAt',
      'lead.appointment_start_at as appointmentStartAt',
      'lead.erased_at as erasedAt',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectStaffLeadRows>['executeTakeFirstOrThrow']>>;

export function toStaffLeadRow(row: Row): StaffLeadRow {
  return {
    id: row.id,
    state: row.state as LeadState,
    test: row.test,
    receivedAt: row.receivedAt.toISOString(),
    integrationId: row.integrationId,
    integrationName: row.integrationName,
    tenantId: row.tenantId,
    tenantName: row.tenantName,
    timeZone: row.timeZone,
    partnerBookingId: row.partnerBookingId,
    customerName: maskName(row.customerName),
    telephone: maskTelephone(row.telephone),
    locality: row.locality,
    region: row.region,
    partnerJobType: row.partnerJobType,
    tenantJobType: row.tenantJobType,
    wantedStartAt: row.wantedStartAt?.toISOString() ?? null,
    appointmentStartAt: row.appointmentStartAt?.toISOString() ?? null,
    erased: row.erasedAt !== null,
  };
}

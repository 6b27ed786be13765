import type { DeliveryRow } from '@leads/contract/deliveries';
import type { Reader } from '#platform/act/context.ts';

/** Deliveries with what a list shows of them. */
export function selectDeliveryRows(db: Reader) {
  return db
    .selectFrom('delivery')
    .innerJoin('integration', 'integration.id', 'delivery.integration_id')
    .leftJoin('tenant', 'tenant.id', 'delivery.tenant_id')
    .select([
      'delivery.id',
      'delivery.integration_id as integrationId',
      'integration.name as integrationName',
      'delivery.tenant_id as tenantId',
      'tenant.name as tenantName',
      'delivery.lead_id as leadId',
      'delivery.partner_booking_id as partnerBookingId',
      'delivery.path',
      'delivery.state',
      'delivery.attempts',
      'delivery.last_status as lastStatus',
      'delivery.last_error as lastError',
      'delivery.last_reason as lastReason',
      'delivery.last_duration_ms as lastDurationMs',
      'delivery.created_at as createdAt',
      'delivery.next_attempt_at as nextAttemptAt',
      'delivery.finished_at as finishedAt',
    ]);
}

type SelectedRow = Awaited<ReturnType<ReturnType<typeof selectDeliveryRows>['execute']>>[number];

export function toDeliveryRow(row: SelectedRow): DeliveryRow {
  return {
    id: row.id,
    integrationId: row.integrationId,
    integrationName: row.integrationName,
    tenantId: row.tenantId,
    tenantName: row.tenantName ?? '',
    leadId: row.leadId,
    partnerBookingId: row.partnerBookingId,
    path: row.path,
    // The table's check allows these alone.
    state: row.state as DeliveryRow['state'],
    attempts: row.attempts,
    lastStatus: row.lastStatus,
    lastError: row.lastError,
    lastReason: row.lastReason,
    lastDurationMs: row.lastDurationMs,
    createdAt: row.createdAt.toISOString(),
    nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}

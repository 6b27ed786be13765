import type { RefusedRequestRow } from '@leads/contract/requests';
import type { Reader } from '#platform/act/context.ts';

/** Refused calls with what a list shows of them. */
export function selectRefusedRequests(db: Reader) {
  return db
    .selectFrom('refused_request as r')
    .innerJoin('integration as i', 'i.id', 'r.integration_id')
    .select([
      'r.id',
      'r.integration_id as integrationId',
      'i.name as integrationName',
      'r.at',
      'r.method',
      'r.path',
      'r.status',
      'r.code',
      'r.title',
      'r.request_id as requestId',
      'r.partner_booking_id as partnerBookingId',
      'r.duration_ms as durationMs',
      'r.test',
      'r.left_out as leftOut',
    ]);
}

type SelectedRow = Awaited<ReturnType<ReturnType<typeof selectRefusedRequests>['execute']>>[number];

export function toRefusedRequestRow(row: SelectedRow): RefusedRequestRow {
  return {
    id: row.id,
    integrationId: row.integrationId,
    integrationName: row.integrationName,
    at: row.at.toISOString(),
    method: row.method,
    path: row.path,
    status: row.status,
    code: row.code,
    title: row.title,
    requestId: row.requestId,
    partnerBookingId: row.partnerBookingId,
    durationMs: row.durationMs,
    test: row.test,
    leftOut: row.leftOut,
  };
}

import { sql } from 'kysely';
import type { AuditRow } from '@leads/contract/audit';
import type { Reader } from '#platform/act/context.ts';

/** Entries with the names of what they are about, where it is still there. */
export function selectAuditRows(db: Reader) {
  return db
    .selectFrom('audit_entry as e')
    .leftJoin('integration as i', 'i.id', 'e.integration_id')
    .leftJoin('tenant as t', 't.id', 'e.tenant_id')
    .select([
      'e.id',
      'e.at',
      'e.actor_kind as actorKind',
      'e.actor_id as actorId',
      'e.actor_name as actorName',
      'e.action',
      'e.subject_kind as subjectKind',
      'e.subject_id as subjectId',
      'e.request_id as requestId',
      'i.id as integrationId',
      'i.name as integrationName',
      'i.deleted_at as integrationDeletedAt',
      't.id as tenantId',
      't.name as tenantName',
      subjectName.as('subjectName'),
    ]);
}

/** By kind; the branches of other kinds are not run, and an id of another form names nothing. */
const subjectName = sql<string | null>`case e.subject_kind
  when 'integration' then i.name
  when 'user' then (select u.name from sign_in_user u where u.id::text = e.subject_id)
  when 'credential' then (select c.client_id from partner_credential c where c.id::text = e.subject_id)
  when 'lead' then (select l.partner_booking_id from lead l
    where l.tenant_id = e.tenant_id and l.id::text = e.subject_id)
  end`;

type SelectedRow = Awaited<ReturnType<ReturnType<typeof selectAuditRows>['execute']>>[number];

export function toAuditRow(row: SelectedRow): AuditRow {
  return {
    id: row.id,
    at: row.at.toISOString(),
    // The table's check allows these alone.
    actorKind: row.actorKind as AuditRow['actorKind'],
    actorId: row.actorId,
    actorName: row.actorName,
    action: row.action,
    integration:
      row.integrationId === null
        ? null
        : {
            id: row.integrationId,
            name: row.integrationName ?? '',
            deleted: row.integrationDeletedAt !== null,
          },
    tenant: row.tenantId === null ? null : { id: row.tenantId, name: row.tenantName ?? '' },
    subject: { kind: row.subjectKind, id: row.subjectId, name: row.subjectName },
    requestId: row.requestId,
  };
}

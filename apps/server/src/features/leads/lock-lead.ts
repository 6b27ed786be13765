import type { LeadState } from '@leads/contract/leads';
import { Problem } from '@leads/contract/problem';
import type { Context, Tx } from '#platform/act/context.ts';
import { describeAct } from './describe-activity.ts';

export interface LeadTarget {
  tenantId: string;
  leadId: string;
}

export interface LockedLead {
  tenantId: string;
  id: string;
  integrationId: string;
  state: LeadState;
  version: number;
  tenantJobTypeId: string | null;
  businessUnitId: string | null;
  appointmentStartAt: Date | null;
  appointmentDurationSec: number | null;
  takenById: string | null;
  takenByName: string | null;
  partnerBookingId: string;
  erased: boolean;
}

/** @throws Problem `not_found` when a tenant's user asks for another tenant */
export function requireOwnTenant(ctx: Context, tenantId: string): void {
  if (ctx.actor.kind !== 'tenant' || ctx.actor.tenantId === tenantId.toLowerCase()) return;
  throw leadNotFound();
}

export function leadNotFound(): Problem {
  return new Problem('not_found', {
    detail: 'There is no such lead here. Go back to the inbox and open it from there.',
  });
}

/**
 * Holds the lead until the transaction ends.
 * @throws Problem `not_found`, also for a lead of another tenant
 */
export async function lockLead(tx: Tx, ctx: Context, target: LeadTarget): Promise<LockedLead> {
  requireOwnTenant(ctx, target.tenantId);
  const row = await tx
    .selectFrom('lead')
    .select([
      'tenant_id as tenantId',
      'id',
      'integration_id as integrationId',
      'state',
      'version',
      'tenant_job_type_id as tenantJobTypeId',
      'business_unit_id as businessUnitId',
      'appointment_start_at as appointmentStartAt',
      'appointment_duration_sec as appointmentDurationSec',
      'taken_by_id as takenById',
      'taken_by_name as takenByName',
      'partner_booking_id as partnerBookingId',
      'erased_at as erasedAt',
    ])
    .where('tenant_id', '=', target.tenantId)
    .where('id', '=', target.leadId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw leadNotFound();
  const { erasedAt, ...lead } = row;
  return { ...lead, state: row.state as LeadState, erased: erasedAt !== null };
}

/** @throws Problem `changed_meanwhile`, naming who acted last, when, and what the lead is now */
export async function requireVersion(tx: Tx, lead: LockedLead, version: number): Promise<void> {
  if (lead.version === version) return;
  const last = await tx
    .selectFrom('lead_activity')
    .select(['actor_name as actorName', 'at', 'act'])
    .where('tenant_id', '=', lead.tenantId)
    .where('lead_id', '=', lead.id)
    .where('act', '!=', 'lead.add_note')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const who =
    last === undefined
      ? 'Somebody changed the lead'
      : `${last.actorName} was first: ${describeAct(last.act)}`;
  throw new Problem('changed_meanwhile', {
    detail: `${who}. Look at the lead as it is now, then decide again.`,
    context: {
      currentVersion: lead.version,
      state: lead.state,
      actorName: last?.actorName ?? '',
      at: last?.at.toISOString() ?? null,
      act: last?.act ?? null,
    },
  });
}

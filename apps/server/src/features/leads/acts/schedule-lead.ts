import type { Lead } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import type { LeadOutcome } from '../act-on-lead.ts';
import { toAppointmentEventData } from '../appointment.ts';
import type { LeadTarget, LockedLead } from '../lock-lead.ts';
import { requireWork } from '../require-work.ts';

interface Appointment {
  startAt: string;
  durationSec: number;
  tenantJobTypeId: string | null;
  businessUnitId: string | null;
  jobNumber: string;
}

/**
 * Gives the lead an appointment and tells the partner. A new lead is accepted first: two events in one transaction. Job
 * type and business unit are kept where they are pre-filled and nothing else is named. A start in the past is taken.
 * @throws Problem as `actOnLead`; `validation_failed` when one of them is missing or not the tenant's own
 */
export async function scheduleLead(
  ctx: Context,
  { version, tenantId, leadId, ...appointment }: LeadTarget & { version: number } & Appointment,
): Promise<Lead> {
  return actOnLead(ctx, {
    target: { tenantId, leadId },
    version,
    act: 'lead.schedule',
    work: async (tx, lead) => {
      const work = await requireWork(tx, lead, appointment);
      return toOutcome(lead, { ...appointment, ...work });
    },
  });
}

function toOutcome(lead: LockedLead, appointment: Appointment): LeadOutcome {
  const { durationSec, tenantJobTypeId, businessUnitId, jobNumber } = appointment;
  const start = new Date(appointment.startAt);
  const detail = { startAt: start.toISOString(), durationSec };
  const accepts = lead.state === 'new';
  return {
    set: {
      appointment_start_at: start,
      appointment_duration_sec: durationSec,
      tenant_job_type_id: tenantJobTypeId,
      business_unit_id: businessUnitId,
      ...(jobNumber === '' ? {} : { job_number: jobNumber }),
    },
    activities: [
      ...(accepts ? [{ act: 'lead.accept' as const, detail: { to: 'accepted' } }] : []),
      { act: 'lead.schedule', detail: accepts ? { from: 'accepted', ...detail } : detail },
    ],
    events: [
      ...(accepts ? [{ status: 'Accepted' as const, eventData: {} }] : []),
      { status: 'AppointmentScheduled', eventData: toAppointmentEventData(start) },
    ],
    audit: { ...detail, tenantJobTypeId, businessUnitId, ...(accepts ? { accepted: true } : {}) },
  };
}

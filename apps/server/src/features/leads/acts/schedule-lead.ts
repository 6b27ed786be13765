import type { Lead } from '@leads/contract/leads';
import { Problem } from '@leads/contract/problem';
import type { FieldFault } from '@leads/contract/problem';
import type { Context, Tx } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import type { LeadOutcome } from '../act-on-lead.ts';
import { toAppointmentEventData } from '../appointment.ts';
import type { LeadTarget, LockedLead } from '../lock-lead.ts';

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

/** The job type and business unit that do the work: as named, else as pre-filled. */
async function requireWork(
  tx: Tx,
  lead: LockedLead,
  named: Pick<Appointment, 'tenantJobTypeId' | 'businessUnitId'>,
): Promise<Pick<Appointment, 'tenantJobTypeId' | 'businessUnitId'>> {
  const jobType = await chooseOwn(tx, lead, {
    table: 'tenant_job_type',
    pointer: '/tenantJobTypeId',
    word: 'job type',
    named: named.tenantJobTypeId,
    kept: lead.tenantJobTypeId,
  });
  const businessUnit = await chooseOwn(tx, lead, {
    table: 'business_unit',
    pointer: '/businessUnitId',
    word: 'business unit',
    named: named.businessUnitId,
    kept: lead.businessUnitId,
  });
  const errors = [jobType, businessUnit].flatMap((one) => ('fault' in one ? [one.fault] : []));
  if ('fault' in jobType || 'fault' in businessUnit) {
    throw new Problem('validation_failed', {
      detail: 'Say which job type and business unit do the work. Nothing was changed.',
      errors,
    });
  }
  return { tenantJobTypeId: jobType.id, businessUnitId: businessUnit.id };
}

interface Choice {
  table: 'tenant_job_type' | 'business_unit';
  pointer: string;
  word: string;
  named: string | null;
  kept: string | null;
}

/** A tenant that has none of its own yet may leave it open; else one must be named or pre-filled. */
async function chooseOwn(
  tx: Tx,
  lead: LockedLead,
  { table, pointer, word, named, kept }: Choice,
): Promise<{ id: string | null } | { fault: FieldFault }> {
  const chosen = named?.toLowerCase() ?? kept;
  if (chosen !== null && chosen === kept) return { id: kept };
  const own = await tx
    .selectFrom(table)
    .select('id')
    .where('tenant_id', '=', lead.tenantId)
    .where('active', '=', true)
    .$if(chosen !== null, (query) => query.where('id', '=', chosen))
    .limit(1)
    .executeTakeFirst();
  if (chosen === null) {
    return own === undefined ? { id: null } : { fault: { pointer, message: `Choose the ${word}` } };
  }
  if (own !== undefined) return { id: own.id };
  return { fault: { pointer, message: `Choose a ${word} of your own company` } };
}

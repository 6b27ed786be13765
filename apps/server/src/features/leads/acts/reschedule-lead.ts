import type { Lead } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import { toAppointmentEventData } from '../appointment.ts';
import type { LeadTarget } from '../lock-lead.ts';

/**
 * Moves the appointment and tells the partner its new start.
 * @throws Problem as `actOnLead`
 */
export async function rescheduleLead(
  ctx: Context,
  {
    version,
    startAt,
    durationSec,
    ...target
  }: LeadTarget & { version: number; startAt: string; durationSec: number },
): Promise<Lead> {
  const start = new Date(startAt);
  return actOnLead(ctx, {
    target,
    version,
    act: 'lead.reschedule',
    work: (_tx, lead) => {
      const detail = {
        startAt: start.toISOString(),
        durationSec,
        fromStartAt: lead.appointmentStartAt?.toISOString(),
      };
      return {
        set: { appointment_start_at: start, appointment_duration_sec: durationSec },
        activities: [{ act: 'lead.reschedule', detail }],
        events: [{ status: 'AppointmentRescheduled', eventData: toAppointmentEventData(start) }],
        audit: detail,
      };
    },
  });
}

import type { LeadEventValues } from '#features/webhooks/index.ts';
import type { LockedLead } from './lock-lead.ts';

/** The columns of a lead without an appointment. */
export const noAppointment = { appointment_start_at: null, appointment_duration_sec: null };

/** What partners are told of an appointment: exactly the documented keys, whatever happened to it. */
export function toAppointmentEventData(startAt: Date): LeadEventValues['eventData'] {
  return { scheduledStartTimestamp: Math.floor(startAt.getTime() / 1000) };
}

/** The appointment that an act ends: its line in the timeline and its message; nothing where there is none. */
export function endAppointment({ appointmentStartAt }: LockedLead) {
  if (appointmentStartAt === null) return { detail: {}, events: [] };
  return {
    detail: { startAt: appointmentStartAt.toISOString() },
    events: [
      {
        status: 'AppointmentCanceled' as const,
        eventData: toAppointmentEventData(appointmentStartAt),
      },
    ],
  };
}

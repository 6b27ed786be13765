import type { Lead } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import { endAppointment, noAppointment } from '../appointment.ts';
import type { LeadTarget } from '../lock-lead.ts';

/**
 * Takes the appointment off and tells the partner; the lead is accepted again.
 * @throws Problem as `actOnLead`
 */
export async function cancelAppointment(
  ctx: Context,
  { version, ...target }: LeadTarget & { version: number },
): Promise<Lead> {
  return actOnLead(ctx, {
    target,
    version,
    act: 'lead.cancel_appointment',
    work: (_tx, lead) => {
      const { detail, events } = endAppointment(lead);
      return {
        set: noAppointment,
        activities: [{ act: 'lead.cancel_appointment', detail }],
        events,
        audit: detail,
      };
    },
  });
}

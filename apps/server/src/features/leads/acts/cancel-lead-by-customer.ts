import type { Lead } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import { endAppointment, noAppointment } from '../appointment.ts';
import type { LeadTarget } from '../lock-lead.ts';

/**
 * Notes that the customer does not want the job any more. The partner hears of it where there was an appointment.
 * @throws Problem as `actOnLead`
 */
export async function cancelLeadByCustomer(
  ctx: Context,
  { version, note, ...target }: LeadTarget & { version: number; note?: string },
): Promise<Lead> {
  return actOnLead(ctx, {
    target,
    version,
    act: 'lead.cancel_by_customer',
    work: (_tx, lead) => {
      const { detail, events } = endAppointment(lead);
      return {
        set: noAppointment,
        activities: [
          {
            act: 'lead.cancel_by_customer',
            detail,
            ...(note === undefined || lead.erased ? {} : { note }),
          },
        ],
        events,
        audit: detail,
      };
    },
  });
}

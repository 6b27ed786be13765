import type { DeclineReason, Lead } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';

/**
 * Declines a lead and tells the partner why. The partner reads the comment only with the reason OTHER; of an erased lead
 * none is kept or sent.
 * @throws Problem as `actOnLead`
 */
export async function declineLead(
  ctx: Context,
  {
    version,
    reason,
    comment,
    ...target
  }: LeadTarget & { version: number; reason: DeclineReason; comment: string },
): Promise<Lead> {
  return actOnLead(ctx, {
    target,
    version,
    act: 'lead.decline',
    work: (_tx, { erased }) => {
      const note = erased ? '' : comment;
      return {
        set: { decline_reason: reason, decline_comment: note === '' ? null : note },
        activities: [{ act: 'lead.decline', detail: { reason }, note }],
        events: [
          {
            status: 'Declined',
            eventData: { reason, ...(reason === 'OTHER' && note !== '' ? { comment: note } : {}) },
          },
        ],
        audit: { reason },
      };
    },
  });
}

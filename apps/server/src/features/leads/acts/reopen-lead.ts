import type { Lead } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';

/**
 * Makes a declined lead new again. The partner hears of it when the lead is accepted.
 * @throws Problem as `actOnLead`
 */
export async function reopenLead(
  ctx: Context,
  { version, ...target }: LeadTarget & { version: number },
): Promise<Lead> {
  return actOnLead(ctx, {
    target,
    version,
    act: 'lead.reopen',
    work: () => ({ set: { decline_reason: null, decline_comment: null } }),
  });
}

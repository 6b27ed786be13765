import type { Lead } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';

/**
 * Accepts a new lead and tells the partner.
 * @throws Problem as `actOnLead`
 */
export async function acceptLead(
  ctx: Context,
  { version, ...target }: LeadTarget & { version: number },
): Promise<Lead> {
  return actOnLead(ctx, {
    target,
    version,
    act: 'lead.accept',
    work: () => ({ events: [{ status: 'Accepted', eventData: {} }] }),
  });
}

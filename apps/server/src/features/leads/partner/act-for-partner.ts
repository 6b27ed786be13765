import { Problem } from '@leads/contract/problem';
import type { LeadState } from '@leads/contract/leads';
import type { LeadTarget } from '../lock-lead.ts';
import { findPartnerLead } from './find-partner-lead.ts';
import type { PartnerContext } from './find-partner-lead.ts';

const triesMax = 5;

/**
 * Does an act that names no version, as partners know none: when somebody else acts in between, it looks again and
 * decides anew.
 */
export async function actForPartner(
  ctx: PartnerContext,
  partnerBookingId: string,
  act: (
    lead: LeadTarget & { version: number; state: LeadState; test: boolean },
  ) => Promise<unknown>,
): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const lead = await findPartnerLead(ctx.db, ctx, partnerBookingId);
    try {
      await act({ ...lead, state: lead.state as LeadState });
      return;
    } catch (err) {
      const isLost = err instanceof Problem && err.code === 'changed_meanwhile';
      if (!isLost || tried === triesMax) throw err;
    }
  }
}

import type { EstimateLine, Lead } from '@leads/contract/leads';
import type { Context } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';

/**
 * Replaces the lines of the estimate; sends nothing.
 * @throws Problem as `actOnLead`
 */
export async function saveEstimate(
  ctx: Context,
  { version, lines, ...target }: LeadTarget & { version: number; lines: EstimateLine[] },
): Promise<Lead> {
  return actOnLead(ctx, {
    target,
    version,
    act: 'lead.save_estimate',
    work: async (tx, { tenantId, id: leadId }) => {
      await tx
        .deleteFrom('lead_estimate_line')
        .where('tenant_id', '=', tenantId)
        .where('lead_id', '=', leadId)
        .execute();
      if (lines.length > 0) {
        await tx
          .insertInto('lead_estimate_line')
          .values(
            lines.map(({ sku, description, quantity, unitPrice }, position) => ({
              tenant_id: tenantId,
              lead_id: leadId,
              position,
              sku,
              description,
              quantity,
              unit_price: unitPrice,
            })),
          )
          .execute();
      }
      const detail = { lines: lines.length };
      return { activities: [{ act: 'lead.save_estimate', detail }], audit: detail };
    },
  });
}

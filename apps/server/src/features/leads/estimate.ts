import type { EstimateLine } from '@leads/contract/leads';
import { plainDecimal, unitAmount } from '@leads/contract/money';
import type { Reader } from '#platform/act/context.ts';

/** The lines of a lead's estimate, in their order. */
export async function readEstimate(
  db: Reader,
  { tenantId, leadId, currency }: { tenantId: string; leadId: string; currency: string },
): Promise<EstimateLine[]> {
  const rows = await db
    .selectFrom('lead_estimate_line')
    .select(['sku', 'description', 'quantity', 'unit_price as unitPrice'])
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .orderBy('position')
    .execute();
  return rows.map(({ quantity, unitPrice, ...line }) => ({
    ...line,
    quantity: plainDecimal(quantity),
    unitPrice: unitAmount(unitPrice, currency),
  }));
}

import type { EstimateLine } from '@leads/contract/lead';
import { lineTotal, sumOf } from '@leads/contract/money';

const isDecimal = (text: string): boolean => /^\d{1,10}(\.\d{1,4})?$/.test(text.trim());

/** The total of a line; undefined while quantity or price is still being typed. */
export function findLineTotal(
  { quantity, unitPrice }: Pick<EstimateLine, 'quantity' | 'unitPrice'>,
  currency: string,
): string | undefined {
  if (!isDecimal(quantity) || !isDecimal(unitPrice)) return undefined;
  return lineTotal(quantity.trim(), unitPrice.trim(), currency);
}

/** The sum of the lines; undefined while one of them has no total. */
export function findSubTotal(
  lines: readonly Pick<EstimateLine, 'quantity' | 'unitPrice'>[],
  currency: string,
): string | undefined {
  const totals = lines.map((line) => findLineTotal(line, currency));
  return totals.every((total) => total !== undefined) ? sumOf(totals, currency) : undefined;
}

/** Sub-total and tax together; undefined while the tax is still being typed. */
export function findTotal(subTotal: string, tax: string, currency: string): string | undefined {
  return isDecimal(tax) ? sumOf([subTotal, tax.trim()], currency) : undefined;
}

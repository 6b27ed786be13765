/**
 * A decimal string as money. Intl reads the string exactly, so it never becomes a floating point number.
 *
 * @param locale the reader's own when left out
 * @param decimals for a unit price that is finer than the currency; the currency's own when left out
 */
export function toMoneyWords(
  amount: string,
  currency: string,
  locale?: string,
  decimals?: number,
): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    ...(decimals === undefined
      ? {}
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  }).format(amount as Intl.StringNumericLiteral);
}

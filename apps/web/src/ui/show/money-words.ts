/**
 * A decimal string as money. Intl reads the string exactly, so it never becomes a floating point number.
 *
 * @param locale the reader's own when left out
 */
export function toMoneyWords(amount: string, currency: string, locale?: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
    amount as Intl.StringNumericLiteral,
  );
}

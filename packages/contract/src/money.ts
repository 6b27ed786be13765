import Big from 'big.js';

/** Minor digits of a currency by ISO 4217, as the runtime's own table has them. */
export function minorDigits(currency: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

/** Quantity × unit price, rounded half up (away from zero) to the currency's minor unit. */
export function lineTotal(quantity: string, unitPrice: string, currency: string): string {
  return new Big(quantity).times(unitPrice).toFixed(minorDigits(currency), Big.roundHalfUp);
}

/** The exact sum of decimal strings, in the currency's minor unit. */
export function sumOf(amounts: readonly string[], currency: string): string {
  return amounts
    .reduce((sum, amount) => sum.plus(amount), new Big(0))
    .toFixed(minorDigits(currency), Big.roundHalfUp);
}

/** Whether the amount needs no more decimals than the currency has. */
export function isMinorAmount(amount: string, currency: string): boolean {
  const exact = new Big(amount);
  return exact.eq(exact.round(minorDigits(currency), Big.roundDown));
}

/** Without an exponent and without zeros at the end: `1.5000` is `1.5`. */
export function plainDecimal(value: string): string {
  return new Big(value).toFixed();
}

/** A unit price as people read it: at least the currency's decimals, more only where they say something. */
export function unitAmount(value: string, currency: string): string {
  return isMinorAmount(value, currency)
    ? new Big(value).toFixed(minorDigits(currency))
    : plainDecimal(value);
}

/** Whether two decimal strings are the same number: `89` and `89.00` are. */
export function isSameAmount(one: string, other: string): boolean {
  return new Big(one).eq(other);
}

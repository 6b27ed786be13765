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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMinorAmount, lineTotal, minorDigits, plainDecimal, sumOf, unitAmount } from './money.ts';

const currency = fc.constantFrom('USD', 'CAD', 'JPY', 'KWD', 'CLF');
/** Decimal text as the forms take it, with the same value in ten-thousandths. */
const decimal = (wholeMax: bigint) =>
  fc
    .tuple(fc.bigInt({ min: 0n, max: wholeMax }), fc.integer({ min: 0, max: 9999 }))
    .map(([whole, part]) => ({
      text: `${whole}.${String(part).padStart(4, '0')}`,
      tenThousandths: whole * 10_000n + BigInt(part),
    }));
const quantity = decimal(99_999_999n);
const price = decimal(9_999_999_999n);

/** `units` of 10^-scale, rounded half up to so many digits, by whole numbers alone. */
function roundHalfUp(units: bigint, scale: number, digits: number): string {
  const step = 10n ** BigInt(scale - digits);
  const rounded = (units + step / 2n) / step;
  const text = String(rounded).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

describe('a line total', () => {
  it.each([
    ['1', '89.00', 'USD', '89.00'],
    ['2.5', '0.01', 'USD', '0.03'],
    ['0.5', '0.01', 'USD', '0.01'],
    ['0.1', '0.04', 'USD', '0.00'],
    ['3', '0.005', 'USD', '0.02'],
    ['1', '1.005', 'USD', '1.01'],
    ['0.1', '3', 'USD', '0.30'],
    ['1.5', '333', 'JPY', '500'],
    ['1', '1.2345', 'KWD', '1.235'],
    ['99999999.9999', '9999999999.9999', 'USD', '999999999998990000.00'],
  ])('of %s × %s %s is %s', (one, unit, money, total) => {
    expect(lineTotal(one, unit, money)).toBe(total);
  });

  it('is the exact product rounded half up to the minor unit', () => {
    fc.assert(
      fc.property(quantity, price, currency, (one, unit, money) => {
        const exact = one.tenThousandths * unit.tenThousandths;
        expect(lineTotal(one.text, unit.text, money)).toBe(
          roundHalfUp(exact, 8, minorDigits(money)),
        );
      }),
    );
  });
});

describe('a sum', () => {
  it('is exact, in whatever order it is added up', () => {
    fc.assert(
      fc.property(fc.array(price, { maxLength: 200 }), currency, (prices, money) => {
        const amounts = prices.map((one) => lineTotal('1', one.text, money));
        const digits = minorDigits(money);
        const units = amounts.reduce((sum, one) => sum + BigInt(one.replace('.', '')), 0n);
        expect(sumOf(amounts, money)).toBe(roundHalfUp(units, digits, digits));
        expect(sumOf(amounts.toReversed(), money)).toBe(sumOf(amounts, money));
      }),
    );
  });
});

describe('decimals as people read them', () => {
  it.each([
    ['89.0000', 'USD', '89.00'],
    ['0.1250', 'USD', '0.125'],
    ['500.0000', 'JPY', '500'],
    ['0.5000', 'JPY', '0.5'],
  ])('shows the unit price %s %s as %s', (value, money, text) => {
    expect(unitAmount(value, money)).toBe(text);
  });

  it('never changes a value by showing it', () => {
    fc.assert(
      fc.property(price, currency, ({ text }, money) => {
        expect(sumOf([unitAmount(text, money)], 'CLF')).toBe(sumOf([text], 'CLF'));
        expect(sumOf([plainDecimal(text)], 'CLF')).toBe(sumOf([text], 'CLF'));
      }),
    );
  });

  it.each([
    ['1.00', 'USD', true],
    ['1.0000', 'USD', true],
    ['1.005', 'USD', false],
    ['1.005', 'KWD', true],
    ['1.5', 'JPY', false],
  ])('knows whether %s needs no more than the decimals of %s', (value, money, fits) => {
    expect(isMinorAmount(value, money)).toBe(fits);
  });
});

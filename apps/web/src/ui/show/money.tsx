import { toMoneyWords } from './money-words.ts';

export interface MoneyProps {
  /** Decimal string as the API writes it. */
  amount: string | null | undefined;
  /** ISO 4217. */
  currency: string;
}

/** An amount in the reader's locale; "–" where there is none. */
export function Money({ amount, currency }: MoneyProps) {
  return <>{amount === null || amount === undefined ? '–' : toMoneyWords(amount, currency)}</>;
}

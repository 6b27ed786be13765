import type { Invoice } from '@leads/contract/lead';
import { unitAmount } from '@leads/contract/money';
import { Money } from '#web/ui/show/money.tsx';
import { toMoneyWords } from '#web/ui/show/money-words.ts';
import styles from './estimate.module.css';

type Item = (typeof Invoice)['_output']['items'][number];

export interface ItemTableProps {
  caption: string;
  items: readonly Item[];
  currency: string;
  /** Lines under the items: a label and an amount. */
  sums: readonly { label: string; amount: string | undefined }[];
}

/** Items and their sums as they will be, or have been, sent. */
export function ItemTable({ caption, items, currency, sums }: ItemTableProps) {
  return (
    <table className={styles['items']}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col" className={styles['number']}>
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <tr key={index}>
            <td>
              {item.description === '' ? item.sku : `${item.description} (${item.sku})`}
              <span className={styles['detail']}>
                {item.quantity} × {toUnitWords(item.unitPrice, currency)}
              </span>
            </td>
            <td className={styles['number']}>
              <Money amount={item.totalPrice} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {sums.map(({ label, amount }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className={styles['number']}>
              <Money amount={amount} currency={currency} />
            </td>
          </tr>
        ))}
      </tfoot>
    </table>
  );
}

/** Unit prices may be finer than the currency; they are never shown rounded. */
function toUnitWords(unitPrice: string, currency: string): string {
  const exact = unitAmount(unitPrice, currency);
  const decimals = exact.split('.')[1]?.length ?? 0;
  return toMoneyWords(exact, currency, undefined, decimals);
}

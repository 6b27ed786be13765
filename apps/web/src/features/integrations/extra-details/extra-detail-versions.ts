import type { ExtraDetail, ExtraDetails } from '@leads/contract/integration-sections';
import type { DescribedPart, Versions } from '../set-up/conflict/compare-versions.ts';

const orderKey = 'order';
const keyOf = ({ parameter }: ExtraDetail): string => `row ${parameter}`;

/** A part per parameter, and the order of the parameters that every version has. */
export function describeExtraDetails(
  { rows }: ExtraDetails,
  { began, theirs, mine }: Versions<ExtraDetails>,
): DescribedPart[] {
  const inAll = [began, theirs, mine].map((one) => new Set(one.rows.map(keyOf)));
  const common = rows.filter((row) => inAll.every((keys) => keys.has(keyOf(row))));
  return [
    ...rows.map((row) => ({
      key: keyOf(row),
      label: `Parameter ${row.parameter}`,
      text: row.displayName,
    })),
    {
      key: orderKey,
      label: 'Order of the parameters',
      text: common.map(({ parameter }) => parameter).join(', '),
    },
  ];
}

/** Their rows with the kept ones of mine: changed, added or left out; in my order where that is kept. */
export function keepExtraDetails(
  { theirs, mine }: Pick<Versions<ExtraDetails>, 'theirs' | 'mine'>,
  kept: ReadonlySet<string>,
): ExtraDetails {
  const rows = new Map(theirs.rows.map((row) => [keyOf(row), row]));
  const mineByKey = new Map(mine.rows.map((row) => [keyOf(row), row]));
  for (const key of kept) {
    const row = mineByKey.get(key);
    if (row === undefined) rows.delete(key);
    else rows.set(key, row);
  }
  const isMyOrder = kept.has(orderKey);
  const [lead, other] = isMyOrder ? [mine, theirs] : [theirs, mine];
  const order = lead.rows.map(keyOf);
  for (const [at, row] of other.rows.entries()) {
    if (order.includes(keyOf(row))) continue;
    const before = other.rows[at - 1];
    const place = before === undefined ? 0 : order.indexOf(keyOf(before)) + 1;
    order.splice(place, 0, keyOf(row));
  }
  return { rows: order.flatMap((key) => rows.get(key) ?? []) };
}

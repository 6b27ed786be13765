import { Problem } from '@leads/contract/problem';
import type { Tx } from '#platform/act/context.ts';

const typeNotFound = () =>
  new Problem('not_found', { detail: 'There is no such standard job type. It may be removed.' });

/** @throws Problem `changed_meanwhile` when the row is at another version than the one that was seen */
function requireVersion(current: number, seen: number): void {
  if (current === seen) return;
  throw new Problem('changed_meanwhile', {
    detail:
      'Somebody changed this since the page was loaded. Look at it again, then repeat your change.',
    context: { currentVersion: current },
  });
}

/**
 * Locks every trade until the transaction ends, so that no two names of the catalogue are given at once.
 * @throws Problem `not_found`, `changed_meanwhile` when a version is given and is not the current one
 */
export async function lockTrade(tx: Tx, { id, version }: { id: string; version?: number }) {
  const trade = (await lockTrades(tx)).find((one) => one.id === id);
  if (trade === undefined)
    throw new Problem('not_found', { detail: 'There is no such trade. It may be removed.' });
  if (version !== undefined) requireVersion(trade.version, version);
  return trade;
}

export async function lockTrades(tx: Tx) {
  return tx
    .selectFrom('trade')
    .select(['id', 'name', 'version', 'position'])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/**
 * Locks a standard job type together with its trade, whose names it shares.
 * @throws Problem `not_found`, `changed_meanwhile` when a version is given and is not the current one
 */
export async function lockStandardJobType(
  tx: Tx,
  { id, version }: { id: string; version?: number },
) {
  const found = await tx
    .selectFrom('standard_job_type')
    .select('trade_id')
    .where('id', '=', id)
    .executeTakeFirst();
  if (found === undefined) throw typeNotFound();
  const trade = await lockTrade(tx, { id: found.trade_id });
  // For update and not less: whoever is about to map something to it holds a key share on it.
  const type = await tx
    .selectFrom('standard_job_type')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (type === undefined) throw typeNotFound();
  if (version !== undefined) requireVersion(type.version, version);
  return { ...type, trade: trade.name };
}

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { nameMatches } from './tenant-terms.ts';

/** Tenants that a list of them shows or leaves out. Each is an index that is in the order of the names and holds them. */
export type TenantSet =
  /** Those that the host platform has not made inactive. */
  | 'active'
  | 'inactive'
  /** Those with an account connected at any partner. */
  | 'connected'
  /** Of these, those with an account that needs a person. */
  | 'needing_attention'
  /** The list behind "Only specific tenants" of an integration, inactive ones too. */
  | { listOf: string }
  /** Those with an account connected through an integration. */
  | { connectedTo: string };

/** Which tenants a list is about. */
export interface TenantSets {
  /** Sets that each of them is in, the smallest first; none: all but the test tenants. */
  among: readonly TenantSet[];
  /** Sets that none of them is in. */
  without: readonly TenantSet[];
}

/** The set's rows `id, search_name`; some more than once. Built-in test tenants may be on an integration's list. */
function selectMembers(set: TenantSet): RawBuilder<unknown> {
  if (set === 'active') return selectNamed(sql`active`);
  if (set === 'inactive') return selectNamed(sql`not active`);
  if (set === 'connected') return selectConnected(sql`true`);
  if (set === 'needing_attention') return selectConnected(sql`attention is not null`);
  if ('connectedTo' in set) return selectConnected(sql`integration_id = ${set.connectedTo}`);
  return sql`select tenant_id as id, search_name from integration_enabled_tenant
    where integration_id = ${set.listOf}`;
}

const selectNamed = (which: RawBuilder<boolean>): RawBuilder<unknown> =>
  sql`select tenant_id as id, search_name from listed_tenant where ${which}`;

const selectConnected = (which: RawBuilder<boolean>): RawBuilder<unknown> =>
  sql`select tenant_id as id, search_name from connection
    where state = 'connected' and ${which}
      and tenant_id not in (select id from tenant where is_test)`;

/** The set's rows, each tenant once, in the order of an index. */
export function selectSet(set: TenantSet): RawBuilder<unknown> {
  const isUnique =
    set === 'active' || set === 'inactive' || (typeof set === 'object' && 'listOf' in set);
  return isUnique
    ? selectMembers(set)
    : sql`select distinct search_name, id from (${selectMembers(set)}) members`;
}

/** Where the tenants of a list are read along: its first set. */
export function selectSource({ among: [set] }: Pick<TenantSets, 'among'>): RawBuilder<unknown> {
  return set === undefined ? selectNamed(sql`true`) : selectSet(set);
}

/** Whether a row `t` of the source is in the other sets too, and its name holds the terms. */
export function isFound(
  { among: [, ...others], without }: TenantSets,
  terms: readonly string[],
): RawBuilder<boolean> {
  const isIn = (set: TenantSet) =>
    sql`exists (select from (${selectMembers(set)}) s where s.id = t.id)`;
  const all = [
    nameMatches(sql`t.search_name`, terms),
    ...others.map(isIn),
    ...without.map((set) => sql`not ${isIn(set)}`),
  ];
  return sql`${sql.join(all, sql` and `)}`;
}

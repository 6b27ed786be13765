import type { Tenant } from './queries.ts';

/** What is to change with the next save, by tenant id: the tenant, and whether it is to be enabled. */
export type AccessChanges = ReadonlyMap<string, { tenant: Tenant; enabled: boolean }>;

export const noAccessChanges: AccessChanges = new Map();

/** Sets tenants enabled or not; back to what is saved is no change any more. */
export function changeAccess(
  changes: AccessChanges,
  tenants: readonly Tenant[],
  enabled: boolean,
): AccessChanges {
  const next = new Map(changes);
  for (const tenant of tenants) {
    if (tenant.enabled === enabled) next.delete(tenant.id);
    else next.set(tenant.id, { tenant, enabled });
  }
  return next;
}

/** The ids to send: a save names only what changes. */
export function toAccessLists(changes: AccessChanges): { enable: string[]; disable: string[] } {
  const entries = [...changes];
  return {
    enable: entries.filter(([, { enabled }]) => enabled).map(([id]) => id),
    disable: entries.filter(([, { enabled }]) => !enabled).map(([id]) => id),
  };
}

/** The changes whose tenant's name holds what was typed. */
export function changedTenants(
  changes: AccessChanges,
  search: string,
): { tenant: Tenant; enabled: boolean }[] {
  const words = search.trim().toLocaleLowerCase();
  return [...changes.values()].filter(({ tenant }) =>
    tenant.name.toLocaleLowerCase().includes(words),
  );
}

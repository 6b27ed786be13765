const key = (userId: string): string => `last-tenant:${userId}`;

/** The tenant that a user of several worked for last in this browser. */
export function readLastTenant(userId: string): string | null {
  try {
    return globalThis.localStorage.getItem(key(userId));
  } catch {
    // A browser that keeps nothing for sites.
    return null;
  }
}

export function keepLastTenant(userId: string, tenantId: string): void {
  try {
    globalThis.localStorage.setItem(key(userId), tenantId);
  } catch {
    // As above: the first of the list comes up next time.
  }
}

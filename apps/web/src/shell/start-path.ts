import type { Session } from '@leads/contract/session';

/**
 * The page a user starts on; undefined for a user who has no role anywhere yet. Who works for several tenants starts at
 * the one of last time, as long as they still work for it.
 */
export function startPathOf(session: Session, lastTenantId: string | null): string | undefined {
  if (session.staffRole !== null) return '/integrations';
  const last = session.tenants.find(({ tenantId }) => tenantId === lastTenantId);
  const tenant = last ?? session.tenants[0];
  return tenant === undefined ? undefined : `/tenant/${tenant.tenantId}/leads`;
}

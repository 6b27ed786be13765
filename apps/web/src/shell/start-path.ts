import type { Session } from '@leads/contract/session';

/** The page a user starts on; undefined for a user who has no role anywhere yet. */
export function startPathOf(session: Session): string | undefined {
  if (session.staffRole !== null) return '/integrations';
  const [first] = session.tenants;
  return first === undefined ? undefined : `/tenant/${first.tenantId}/leads`;
}

import { actionTable, staffRoles, tenantRoles, type Action } from '@leads/contract/action';
import type { Session } from '@leads/contract/session';

interface Act {
  staff?: (typeof staffRoles)[number];
  tenant?: (typeof tenantRoles)[number];
}

/** Whether staff of this session may do the act: for hiding what would be refused. The server decides. */
export function staffMay(session: Session, action: Action): boolean {
  const { staff } = actionTable[action] as Act;
  return (
    session.staffRole !== null &&
    staff !== undefined &&
    staffRoles.indexOf(session.staffRole) >= staffRoles.indexOf(staff)
  );
}

/** Whether this session's user may do the act in a tenant. */
export function tenantMay(session: Session, tenantId: string, action: Action): boolean {
  const { tenant } = actionTable[action] as Act;
  const role = session.tenants.find((membership) => membership.tenantId === tenantId)?.role;
  return (
    role !== undefined &&
    tenant !== undefined &&
    tenantRoles.indexOf(role) >= tenantRoles.indexOf(tenant)
  );
}

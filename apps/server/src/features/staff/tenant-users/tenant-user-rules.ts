import { tenantRoles } from '@leads/contract/action';
import type { TenantRole } from '@leads/contract/action';
import type { TenantUser } from '@leads/contract/tenant-users';
import { mayAct } from '#platform/act/actor.ts';
import type { Actor } from '#platform/act/actor.ts';

/** Whether a role is at least as high as another. */
export function isAtLeast(role: TenantRole, other: TenantRole): boolean {
  return tenantRoles.indexOf(role) >= tenantRoles.indexOf(other);
}

interface Target {
  id: string;
  role: TenantRole;
  /** Works for other tenants as well. */
  elsewhere: boolean;
}

/**
 * What a tenant's user may do to another: nothing to themselves, and nothing to somebody whose role is higher. A link to
 * set the password opens every tenant of the person, so it is not to be had where there are others.
 */
export function listTenantUserActs(actor: Actor, target: Target): TenantUser['acts'] {
  if (actor.kind !== 'tenant' || actor.id === target.id) return [];
  if (!isAtLeast(actor.role, target.role)) return [];
  const acts: TenantUser['acts'] = [
    'tenant_user.change_role',
    ...(target.elsewhere ? [] : (['tenant_user.make_link'] as const)),
    'tenant_user.remove',
  ];
  return acts.filter((act) => mayAct(actor, act));
}

import { tenantRoles, type TenantRole } from '@leads/contract/action';

export const tenantRoleWords: Record<TenantRole, { label: string; description: string }> = {
  office: { label: 'Office', description: 'Works leads. Reads the set-up without changing it.' },
  admin: {
    label: 'Admin',
    description: 'Also connects partners, maps job types, and sees to office users and admins.',
  },
  owner: { label: 'Owner', description: 'Also sees to owners.' },
};

/** The roles that somebody of this role gives: none above their own. */
export function rolesUpTo(role: TenantRole): readonly TenantRole[] {
  return tenantRoles.slice(0, tenantRoles.indexOf(role) + 1);
}

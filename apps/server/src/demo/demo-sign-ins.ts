import type { SessionParts } from '#features/staff/index.ts';
import { demoPassword, demoStaff, demoTenants, demoTenantUsers } from './demo-tenants.ts';

/** What the sign-in page of a demo offers: everybody who was seeded, and the one password. */
export const demoSignIns: NonNullable<SessionParts['demoSignIns']> = {
  password: demoPassword,
  users: [
    ...demoStaff.map(({ email, role }) => ({ email, role: `Staff, ${role}` })),
    ...demoTenantUsers.map(({ email, role, tenant }) => ({
      email,
      role: `${tenantName(tenant)}, ${role}`,
    })),
  ],
};

function tenantName(externalId: string): string {
  return demoTenants.find((tenant) => tenant.externalId === externalId)?.name ?? externalId;
}

import type { Membership, Session } from '@leads/contract/session';
import {
  IconArrowsLeftRight,
  IconCalendarTime,
  IconInbox,
  IconPlugConnected,
  IconUsers,
} from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import type { z } from 'zod';
import { InitialsLogo } from '#web/ui/show/initials-logo.tsx';
import { keepLastTenant } from './last-tenant.ts';
import type { NavEntry } from './nav-entry.ts';
import { PortalShell } from './portal-shell.tsx';
import { TenantSwitcher } from './tenant-switcher.tsx';

export const tenantEntries: readonly NavEntry[] = [
  { label: 'Leads', icon: IconInbox, path: '/tenant/$tenantId/leads' },
  { label: 'Integrations', icon: IconPlugConnected, path: '/tenant/$tenantId/integrations' },
  {
    label: 'Job type mapping',
    icon: IconArrowsLeftRight,
    path: '/tenant/$tenantId/job-type-mapping',
  },
  { label: 'Availability', icon: IconCalendarTime, path: '/tenant/$tenantId/availability' },
  { label: 'Users', icon: IconUsers, path: '/tenant/$tenantId/users' },
];

export interface TenantShellProps {
  session: Session;
  membership: z.output<typeof Membership>;
}

/** The tenant portal around its pages: the tenant's name on top, a switcher for users of several. */
export function TenantShell({ session, membership }: TenantShellProps) {
  const { tenantId, tenantName, role } = membership;
  const entries = useMemo(
    () => tenantEntries.map((entry) => ({ ...entry, params: { tenantId } })),
    [tenantId],
  );
  useEffect(() => keepLastTenant(session.user.id, tenantId), [session.user.id, tenantId]);
  return (
    <PortalShell
      session={session}
      role={role}
      entries={entries}
      brand={{ logo: <InitialsLogo name={tenantName} />, name: tenantName, under: 'Partner leads' }}
      underBrand={
        session.tenants.length > 1 && (
          <TenantSwitcher tenants={session.tenants} tenantId={tenantId} />
        )
      }
    />
  );
}

import type { Session } from '@leads/contract/session';
import {
  IconBuilding,
  IconCategory,
  IconHistory,
  IconInbox,
  IconPlugConnected,
  IconSend,
  IconUsers,
} from '@tabler/icons-react';
import { productName } from '#web/product-name.ts';
import { Diamond } from './diamond.tsx';
import type { NavEntry } from './nav-entry.ts';
import { PortalShell } from './portal-shell.tsx';

export const adminEntries: readonly NavEntry[] = [
  { label: 'Integrations', icon: IconPlugConnected, path: '/integrations' },
  { label: 'Leads', icon: IconInbox, path: '/leads' },
  { label: 'Deliveries', icon: IconSend, path: '/deliveries' },
  { label: 'Tenants', icon: IconBuilding, path: '/tenants' },
  { label: 'Standard job types', icon: IconCategory, path: '/standard-job-types' },
  { label: 'Audit log', icon: IconHistory, path: '/audit-log' },
  { label: 'Staff', icon: IconUsers, path: '/staff' },
];

/** The Admin Portal around its pages. */
export function AdminShell({ session }: { session: Session }) {
  return (
    <PortalShell
      session={session}
      role={session.staffRole ?? ''}
      entries={adminEntries}
      brand={{ logo: <Diamond size={32} />, name: productName, under: 'Admin Portal' }}
    />
  );
}

import {
  IconBuilding,
  IconCategory,
  IconFileText,
  IconHistory,
  IconInbox,
  IconPlugConnected,
  IconSend,
  IconUsers,
} from '@tabler/icons-react';
import type { Session } from '@leads/contract/session';
import { staffMay } from '#web/features/session/session-permission.ts';
import type { NavEntry } from './nav-entry.ts';

const adminEntries: readonly NavEntry[] = [
  { label: 'Integrations', icon: IconPlugConnected, path: '/integrations' },
  { label: 'Leads', icon: IconInbox, path: '/leads' },
  { label: 'Deliveries', icon: IconSend, path: '/deliveries' },
  { label: 'Tenants', icon: IconBuilding, path: '/tenants' },
  { label: 'Standard job types', icon: IconCategory, path: '/standard-job-types' },
  { label: 'Data agreement', icon: IconFileText, path: '/agreement' },
  { label: 'Audit log', icon: IconHistory, path: '/audit-log' },
  { label: 'Staff', icon: IconUsers, path: '/staff', needs: 'staff.read' },
];

/** The Admin Portal's pages that this session may see, in the order of its navigation. */
export function adminEntriesFor(session: Session): NavEntry[] {
  return adminEntries.filter(({ needs }) => needs === undefined || staffMay(session, needs));
}

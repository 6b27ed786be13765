import {
  IconBuilding,
  IconCategory,
  IconHistory,
  IconInbox,
  IconPlugConnected,
  IconSend,
  IconUsers,
} from '@tabler/icons-react';
import type { NavEntry } from './nav-entry.ts';

/** The Admin Portal's pages, in the order of its navigation. */
export const adminEntries: readonly NavEntry[] = [
  { label: 'Integrations', icon: IconPlugConnected, path: '/integrations' },
  { label: 'Leads', icon: IconInbox, path: '/leads' },
  { label: 'Deliveries', icon: IconSend, path: '/deliveries' },
  { label: 'Tenants', icon: IconBuilding, path: '/tenants' },
  { label: 'Standard job types', icon: IconCategory, path: '/standard-job-types' },
  { label: 'Audit log', icon: IconHistory, path: '/audit-log' },
  { label: 'Staff', icon: IconUsers, path: '/staff' },
];

import { Text } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import type { PageLink } from '#web/ui/page/link.tsx';
import { toCountWords } from '#web/ui/show/count-words.ts';
import styles from './integration-tabs.module.css';

/** The parts of an integration, each with an address of its own; one shows once its route exists. */
export const integrationTabs = [
  { label: 'Set-up', path: '/integrations/$id' },
  { label: 'Tenants', path: '/integrations/$id/tenants' },
  { label: 'Leads', path: '/integrations/$id/leads' },
  { label: 'Deliveries', path: '/integrations/$id/deliveries' },
  { label: 'Requests', path: '/integrations/$id/requests' },
  { label: 'Data agreement', path: '/integrations/$id/agreement' },
  { label: 'Activity', path: '/integrations/$id/activity' },
] as const;

/** Pages of an integration that one does not go to by a tab. */
export const pagesWithoutTab = [
  { label: 'Try sign-in', path: '/integrations/$id/try-sign-in' },
] as const;

export interface IntegrationTabsProps {
  id: string;
  /** Stands behind "Tenants". */
  connectedTenants: number;
}

/** Leads from one part of an integration to the other. */
export function IntegrationTabs({ id, connectedTenants }: IntegrationTabsProps) {
  const { routesByPath } = useRouter();
  const existing = integrationTabs.filter(
    ({ path }) => path in routesByPath || `${path}/` in routesByPath,
  );
  return (
    <nav aria-label="Integration" className={styles['tabs']}>
      {existing.map(({ label, path }) => (
        <Link
          key={path}
          {...({ to: path, params: { id } } as PageLink)}
          className={styles['tab'] ?? ''}
          activeOptions={{ exact: path === '/integrations/$id', includeSearch: false }}
          preload="intent"
        >
          {label}
          {label === 'Tenants' && connectedTenants > 0 && (
            <Text component="span" c="dimmed" size="sm">
              {toCountWords(connectedTenants)}
            </Text>
          )}
        </Link>
      ))}
    </nav>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useLive } from '#web/api/live.ts';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { LivePill } from '#web/ui/show/live-pill.tsx';
import { toConnectionColumns } from './connection-columns.tsx';
import { connectionFilters, type ConnectionSearch } from './connection-search.ts';
import { connectionListQuery, staffTenantTopics } from './queries.ts';

const columns = {
  integration: toConnectionColumns('integration'),
  tenant: toConnectionColumns('tenant'),
};

export interface ConnectionsListProps {
  /** Whose connections: those of an integration, or those of a tenant. */
  of: { integrationId: string } | { tenantId: string };
  search: ConnectionSearch;
}

/** Connections with their states, the last changed first. */
export function ConnectionsList({ of, search }: ConnectionsListProps) {
  const query = useQuery(connectionListQuery({ ...search, ...of }));
  const live = useLive('/api/admin/live', staffTenantTopics);
  const isIntegration = 'integrationId' in of;
  return (
    <ListPage
      caption={isIntegration ? 'Tenants' : 'Connections'}
      search={search}
      query={query}
      columns={columns[isIntegration ? 'integration' : 'tenant']}
      rowKey={(row) => row.id}
      searchLabel={isIntegration ? 'Tenant or account…' : 'Account…'}
      filters={connectionFilters}
      aside={<LivePill state={live} />}
      empty={
        isIntegration ? (
          <EmptyState title="No tenant has connected yet">
            Each tenant that connects, or tries to, will be here with its account at the partner.
          </EmptyState>
        ) : (
          <EmptyState title="Not connected to any partner">
            Each account that this tenant connects will be here.
          </EmptyState>
        )
      }
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { useLive } from '#web/api/live.ts';
import { staffTenantTopics, tenantListQuery } from '#web/features/tenants/queries.ts';
import { tenantColumns } from '#web/features/tenants/tenant-columns.tsx';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = ListSearch.omit({ sort: true }).extend({
  search: z.string().max(100).optional().catch(undefined),
  connected: z.enum(['true', 'false']).optional().catch(undefined),
  attention: z.literal('true').optional().catch(undefined),
});

const filters = [
  {
    name: 'connected',
    label: 'Connected',
    options: [
      { value: 'true', label: 'To a partner' },
      { value: 'false', label: 'To none' },
    ],
  },
  { name: 'attention', label: 'Attention', options: [{ value: 'true', label: 'Needs attention' }] },
];

export const Route = createFileRoute('/_admin/tenants/')({
  validateSearch: Search,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(tenantListQuery(deps)),
  component: TenantsPage,
});

function TenantsPage() {
  const search = Route.useSearch();
  const query = useQuery(tenantListQuery(search));
  useLive('/api/admin/live', staffTenantTopics);
  return (
    <>
      <PageHeader title="Tenants" description="The contractors on the platform, by name" />
      <ListPage
        caption="Tenants"
        search={search}
        query={query}
        columns={tenantColumns}
        rowKey={(row) => row.id}
        searchLabel="Search by name…"
        filters={filters}
        empty={
          <EmptyState title="No tenants yet">
            Tenants come from the host platform by its API and will be here by name.
          </EmptyState>
        }
      />
    </>
  );
}

import {
  tenantAuthorizationLabels,
  tenantAuthorizationTypes,
} from '@leads/contract/integration-general';
import { IntegrationListQuery, integrationStatuses } from '@leads/contract/integrations';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import {
  integrationColumns,
  integrationStatusWords,
} from '#web/features/integrations/integration-columns.tsx';
import { integrationListQuery } from '#web/features/integrations/queries.ts';
import { productName } from '#web/product-name.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = ListSearch.extend({
  sort: IntegrationListQuery.shape.sort.unwrap().optional().catch(undefined),
  status: z.enum(integrationStatuses).optional().catch(undefined),
  authorization: z.enum(tenantAuthorizationTypes).optional().catch(undefined),
});

export const Route = createFileRoute('/_admin/integrations/')({
  validateSearch: Search,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => void context.queryClient.prefetchQuery(integrationListQuery(deps)),
  component: IntegrationsPage,
});

const filters = [
  {
    name: 'status',
    label: 'Status',
    options: integrationStatuses.map((value) => ({
      value,
      label: integrationStatusWords[value].label,
    })),
  },
  {
    name: 'authorization',
    label: 'Authorization',
    options: tenantAuthorizationTypes.map((value) => ({
      value,
      label: tenantAuthorizationLabels[value],
    })),
  },
];

function IntegrationsPage() {
  const search = Route.useSearch();
  const query = useQuery(integrationListQuery(search));
  return (
    <>
      <PageHeader title={productName} />
      <ListPage
        caption="Integrations"
        search={search}
        query={query}
        columns={integrationColumns}
        rowKey={(row) => row.id}
        searchLabel="Search by name…"
        filters={filters}
        defaultSort="name"
        empty={
          <EmptyState title="No integrations yet">
            Each strategic partner will have its integration here.
          </EmptyState>
        }
      />
    </>
  );
}

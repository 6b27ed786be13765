import {
  tenantAuthorizationLabels,
  tenantAuthorizationTypes,
} from '@leads/contract/integration-general';
import { IntegrationListQuery, integrationStatuses } from '@leads/contract/integrations';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { CreateButton } from '#web/features/integrations/list/create-button.tsx';
import {
  managerColumns,
  viewerColumns,
} from '#web/features/integrations/list/integration-columns.tsx';
import { integrationListQuery } from '#web/features/integrations/queries.ts';
import { integrationStatusWords } from '#web/features/integrations/status/status-words.ts';
import { staffMay } from '#web/features/session/session-permission.ts';
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
  const { session } = Route.useRouteContext();
  const mayCreate = staffMay(session, 'integration.create');
  return (
    <>
      <PageHeader title={productName} action={mayCreate ? <CreateButton /> : undefined} />
      <ListPage
        caption="Integrations"
        search={search}
        query={query}
        columns={mayCreate ? managerColumns : viewerColumns}
        rowKey={(row) => row.id}
        searchLabel="Search by name…"
        filters={filters}
        defaultSort="name"
        empty={
          <EmptyState title="No integrations yet" action={mayCreate ? <CreateButton /> : undefined}>
            Each strategic partner will have its integration here.
          </EmptyState>
        }
      />
    </>
  );
}

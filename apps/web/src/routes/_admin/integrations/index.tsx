import { tenantAuthorizationTypes } from '@leads/contract/integration-general';
import { IntegrationListQuery, integrationStatuses } from '@leads/contract/integrations';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { useLive } from '#web/api/live.ts';
import { CreateButton } from '#web/features/integrations/list/create-button.tsx';
import {
  managerColumns,
  viewerColumns,
} from '#web/features/integrations/list/integration-columns.tsx';
import { integrationFilters } from '#web/features/integrations/list/integration-filters.ts';
import { integrationListQuery, integrationTopics } from '#web/features/integrations/queries.ts';
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

function IntegrationsPage() {
  const search = Route.useSearch();
  const { session } = Route.useRouteContext();
  const query = useQuery(integrationListQuery(search));
  useLive('/api/admin/live', integrationTopics);
  const create = staffMay(session, 'integration.create') ? <CreateButton /> : undefined;
  return (
    <>
      <PageHeader title={productName} action={create} />
      <ListPage
        caption="Integrations"
        search={search}
        query={query}
        columns={create === undefined ? viewerColumns : managerColumns}
        rowKey={(row) => row.id}
        searchLabel="Search by name…"
        filters={integrationFilters}
        defaultSort="name"
        empty={
          <EmptyState title="No integrations yet" action={create}>
            Each strategic partner will have its integration here: how tenants connect, which job
            types it sends, and what it hears back.
          </EmptyState>
        }
      />
    </>
  );
}

import { tenantAuthorizationTypes } from '@leads/contract/integration-general';
import { IntegrationListQuery } from '@leads/contract/integrations';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { CreateButton } from '#web/features/integrations/list/create-button.tsx';
import { IntegrationList, toListQuery } from '#web/features/integrations/list/integration-list.tsx';
import { integrationListQuery } from '#web/features/integrations/queries.ts';
import { staffMay } from '#web/features/session/session-permission.ts';
import { productName } from '#web/product-name.ts';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = ListSearch.extend({
  sort: IntegrationListQuery.shape.sort.unwrap().optional().catch(undefined),
  status: IntegrationListQuery.shape.status.catch(undefined),
  authorization: z.enum(tenantAuthorizationTypes).optional().catch(undefined),
});

export const Route = createFileRoute('/_admin/integrations/')({
  validateSearch: Search,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) =>
    void context.queryClient.prefetchQuery(integrationListQuery(toListQuery(deps))),
  component: IntegrationsPage,
});

function IntegrationsPage() {
  const search = Route.useSearch();
  const { session } = Route.useRouteContext();
  const mayChange = staffMay(session, 'integration.create');
  return (
    <>
      <PageHeader title={productName} action={mayChange ? <CreateButton /> : undefined} />
      <IntegrationList search={search} mayChange={mayChange} />
    </>
  );
}

import { leadStates } from '@leads/contract/leads';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useMemo } from 'react';
import { z } from 'zod';
import { useLive } from '#web/api/live.ts';
import { toLeadColumns } from '#web/features/leads/lead-columns.tsx';
import { NoLeads } from '#web/features/leads/no-leads.tsx';
import { leadListQuery, leadTopics } from '#web/features/leads/queries.ts';
import { useLeadFilters } from '#web/features/leads/use-lead-filters.ts';
import { tenantIntegrationListQuery } from '#web/features/tenant-integrations/queries.ts';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { LivePill } from '#web/ui/show/live-pill.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = ListSearch.omit({ sort: true }).extend({
  state: z.enum(leadStates).optional().catch(undefined),
  integrationId: z.uuid().optional().catch(undefined),
});

export const Route = createFileRoute('/tenant/$tenantId/leads/')({
  validateSearch: Search,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params: { tenantId } }) => {
    void context.queryClient.prefetchQuery(leadListQuery(tenantId, deps));
    void context.queryClient.prefetchQuery(tenantIntegrationListQuery(tenantId));
  },
  component: LeadsPage,
});

function LeadsPage() {
  const { tenantId } = Route.useParams();
  const { tenantTimeZone } = Route.useRouteContext().membership;
  const search = Route.useSearch();
  const query = useQuery(leadListQuery(tenantId, search));
  const columns = useMemo(
    () => toLeadColumns(tenantId, tenantTimeZone),
    [tenantId, tenantTimeZone],
  );
  const topics = useMemo(() => leadTopics(tenantId), [tenantId]);
  const live = useLive(`/api/tenant/${tenantId}/live`, topics);
  return (
    <>
      <PageHeader title="Leads" count={query.data?.newCount ?? 0} />
      <ListPage
        caption="Leads"
        search={search}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Name, phone, address…"
        filters={useLeadFilters(tenantId)}
        strong={(row) => !row.opened}
        aside={<LivePill state={live} />}
        empty={<NoLeads tenantId={tenantId} />}
      />
    </>
  );
}

import { leadStates } from '@leads/contract/leads';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useMemo } from 'react';
import { z } from 'zod';
import { useLive } from '#web/api/live.ts';
import { leadStateWords, toLeadColumns } from '#web/features/leads/lead-columns.tsx';
import { leadKeys, leadListQuery } from '#web/features/leads/queries.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { LivePill } from '#web/ui/show/live-pill.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = ListSearch.omit({ sort: true }).extend({
  state: z.enum(leadStates).optional().catch(undefined),
});

export const Route = createFileRoute('/tenant/$tenantId/leads/')({
  validateSearch: Search,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params }) =>
    void context.queryClient.prefetchQuery(leadListQuery(params.tenantId, deps)),
  component: LeadsPage,
});

const filters = [
  {
    name: 'state',
    label: 'State',
    options: leadStates.map((value) => ({ value, label: leadStateWords[value].label })),
  },
];

function LeadsPage() {
  const { tenantId } = Route.useParams();
  const { membership } = Route.useRouteContext();
  const search = Route.useSearch();
  const query = useQuery(leadListQuery(tenantId, search));
  const columns = useMemo(
    () => toLeadColumns(membership.tenantTimeZone),
    [membership.tenantTimeZone],
  );
  const topics = useMemo(() => ({ lead: [leadKeys.all(tenantId)] }), [tenantId]);
  const live = useLive(`/api/tenant/${tenantId}/live`, topics);
  return (
    <>
      <PageHeader title="Leads" />
      <ListPage
        caption="Leads"
        search={search}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Search leads…"
        filters={filters}
        strong={(row) => !row.opened}
        aside={<LivePill state={live} />}
        empty={
          <EmptyState title="No leads yet">
            Leads of your connected partners come in here by themselves.
          </EmptyState>
        }
      />
    </>
  );
}

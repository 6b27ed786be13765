import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLive } from '#web/api/live.ts';
import { IntegrationFilter } from '#web/features/deliveries/integration-filter.tsx';
import { TenantFilter } from '#web/features/tenants/tenant-filter.tsx';
import { DayRange } from '#web/ui/list/day-range.tsx';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { useChangeSearch } from '#web/ui/list/list-search.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { LivePill } from '#web/ui/show/live-pill.tsx';
import { toStaffLeadColumns } from './lead-columns.tsx';
import { staffLeadFilters, toStaffLeadQuery, type StaffLeadSearch } from './lead-search.ts';
import { staffLeadListQuery, staffLeadTopics } from './queries.ts';

export interface StaffLeadsListProps {
  search: StaffLeadSearch;
  /** Those of this integration, in its tab. */
  integrationId?: string;
}

/** Leads as staff see them, newest first. */
export function StaffLeadsList({ search, integrationId }: StaffLeadsListProps) {
  const asked = integrationId === undefined ? search : { ...search, integration: integrationId };
  const query = useQuery(staffLeadListQuery(toStaffLeadQuery(asked)));
  const live = useLive('/api/admin/live', staffLeadTopics);
  const columns = useMemo(() => toStaffLeadColumns(integrationId), [integrationId]);
  const change = useChangeSearch();
  return (
    <ListPage
      caption="Leads"
      search={search}
      query={query}
      columns={columns}
      rowKey={(row) => row.id}
      searchLabel="Booking id or lead id…"
      filters={staffLeadFilters}
      moreFilters={
        <>
          {search.within === 'days' && (
            <DayRange label="Received" from={search.from} to={search.to} />
          )}
          {integrationId === undefined && (
            <IntegrationFilter
              value={search.integration}
              onChange={(integration) => change({ integration })}
            />
          )}
          <TenantFilter value={search.tenant} onChange={(tenant) => change({ tenant })} />
        </>
      }
      aside={<LivePill state={live} />}
      empty={
        <EmptyState title="No leads yet">
          Each booking of a partner will be here, and what became of it.
        </EmptyState>
      }
    />
  );
}

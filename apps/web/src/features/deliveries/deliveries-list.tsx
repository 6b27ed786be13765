import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLive } from '#web/api/live.ts';
import { TenantFilter } from '#web/features/tenants/tenant-filter.tsx';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { useChangeSearch } from '#web/ui/list/list-search.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { LivePill } from '#web/ui/show/live-pill.tsx';
import { toDeliveryColumns } from './delivery-columns.tsx';
import { deliveryFilters, toDeliveryQuery, type DeliverySearch } from './delivery-search.ts';
import { IntegrationFilter } from './integration-filter.tsx';
import { Receivers } from './receivers.tsx';
import { deliveryListQuery, deliveryTopics } from './queries.ts';

export interface DeliveriesListProps {
  search: DeliverySearch;
  /** Those of this integration, in its tab. */
  integrationId?: string;
  /** Whether the viewer may pause and resume receivers. */
  mayPause: boolean;
}

/** Webhook messages to partners, newest first. */
export function DeliveriesList({ search, integrationId, mayPause }: DeliveriesListProps) {
  const asked = integrationId === undefined ? search : { ...search, integration: integrationId };
  const query = useQuery(deliveryListQuery(toDeliveryQuery(asked)));
  const live = useLive('/api/admin/live', deliveryTopics);
  const columns = useMemo(() => toDeliveryColumns(integrationId), [integrationId]);
  const change = useChangeSearch();
  return (
    <>
      <Receivers integrationId={integrationId} mayChange={mayPause} />
      <ListPage
        caption="Deliveries"
        search={search}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Booking id or webhook-id…"
        filters={deliveryFilters}
        moreFilters={
          <>
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
          <EmptyState title="Nothing sent yet">
            Each webhook message to a partner will be here, with every try and its answer.
          </EmptyState>
        }
      />
    </>
  );
}

import type { Integration, IntegrationRow, IntegrationStatus } from '@leads/contract/integrations';
import type { QueryClient } from '@tanstack/react-query';
import { integrationKeys } from '../queries.ts';

/**
 * Shows the status everywhere before the server has answered. Only the status is written, so that what others changed
 * meanwhile stays; afterwards the lists are read anew.
 */
export async function showStatus(
  queryClient: QueryClient,
  { id, status }: { id: string; status: IntegrationStatus },
): Promise<void> {
  await queryClient.cancelQueries({ queryKey: integrationKeys.all });
  queryClient.setQueryData<Integration>(
    integrationKeys.one(id),
    (shown) => shown && { ...shown, status },
  );
  queryClient.setQueriesData<{ items: IntegrationRow[] }>(
    { queryKey: integrationKeys.lists },
    (page) =>
      page && {
        ...page,
        items: page.items.map((row) => (row.id === id ? { ...row, status } : row)),
      },
  );
}

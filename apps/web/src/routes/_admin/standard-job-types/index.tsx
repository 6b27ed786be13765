import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { staffMay } from '#web/features/session/session-permission.ts';
import { CataloguePage } from '#web/features/standard-job-types/catalogue-page.tsx';
import { shownStates } from '#web/features/standard-job-types/filter-catalogue.ts';
import { catalogueQuery } from '#web/features/standard-job-types/queries.ts';

const Search = z.object({
  search: z.string().max(200).optional().catch(undefined),
  show: z.enum(shownStates).optional().catch(undefined),
  /** The standard job type whose uses are shown beside the list. */
  uses: z.uuid().optional().catch(undefined),
});

export const Route = createFileRoute('/_admin/standard-job-types/')({
  validateSearch: Search,
  loader: ({ context }) => void context.queryClient.prefetchQuery(catalogueQuery),
  component: Page,
});

function Page() {
  const { session } = Route.useRouteContext();
  return (
    <CataloguePage
      search={Route.useSearch()}
      mayChange={staffMay(session, 'standard_job_type.rename')}
    />
  );
}

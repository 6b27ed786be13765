import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { AvailabilityPage } from '#web/features/availability/availability-page.tsx';
import { availabilityQuery } from '#web/features/availability/queries.ts';
import { tenantMay } from '#web/features/session/session-permission.ts';
import { AskWhom } from '#web/features/tenant-integrations/ask-whom.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = z.object({ unit: z.uuid().optional().catch(undefined) });

export const Route = createFileRoute('/tenant/$tenantId/availability')({
  validateSearch: Search,
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(availabilityQuery(params.tenantId)),
  component: Page,
});

function Page() {
  const { tenantId } = Route.useParams();
  const { unit } = Route.useSearch();
  const { session, membership } = Route.useRouteContext();
  const readOnly = !tenantMay(session, tenantId, 'capacity.save');
  return (
    <>
      <PageHeader
        title="Availability"
        description={
          readOnly ? (
            <>
              You can look. Only an owner or administrator of {membership.tenantName} changes it.{' '}
              <AskWhom tenantId={tenantId} />
            </>
          ) : (
            `How many appointments can start when, in ${membership.tenantTimeZone.replaceAll('_', ' ')} time.`
          )
        }
      />
      <AvailabilityPage tenantId={tenantId} unitId={unit} readOnly={readOnly} />
    </>
  );
}

import { createFileRoute } from '@tanstack/react-router';
import { tenantMay } from '#web/features/session/session-permission.ts';
import { AskWhom } from '#web/features/tenant-integrations/ask-whom.tsx';
import { tenantMappingQuery } from '#web/features/tenant-mapping/queries.ts';
import { TenantMappingLoader } from '#web/features/tenant-mapping/tenant-mapping-loader.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { toast } from '#web/ui/show/toast.ts';

export const Route = createFileRoute('/tenant/$tenantId/job-type-mapping')({
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(tenantMappingQuery(params.tenantId)),
  component: Page,
});

function Page() {
  const { tenantId } = Route.useParams();
  const { session, membership } = Route.useRouteContext();
  const readOnly = !tenantMay(session, tenantId, 'tenant_mapping.save');
  return (
    <>
      <PageHeader
        title="Job type mapping"
        description={
          readOnly ? (
            <>
              You can look. Only an owner or administrator of {membership.tenantName} changes it.{' '}
              <AskWhom tenantId={tenantId} />
            </>
          ) : (
            'What each standard job type is at your company. One mapping serves all partners.'
          )
        }
      />
      <TenantMappingLoader
        tenantId={tenantId}
        readOnly={readOnly}
        saveLabel="Save"
        onSaved={() => toast('Saved. Your partners are told which services you do.')}
      />
    </>
  );
}

import { createFileRoute } from '@tanstack/react-router';
import { localProblem } from '#web/api/call-problem.ts';
import { requireSession } from '#web/features/session/require-session.ts';
import { TenantShell } from '#web/shell/tenant-shell.tsx';

export const Route = createFileRoute('/tenant/$tenantId')({
  beforeLoad: async ({ context, location, params }) => {
    const session = await requireSession(context.queryClient, location);
    const membership = session.tenants.find(({ tenantId }) => tenantId === params.tenantId);
    // The same answer as for a tenant that does not exist.
    if (membership === undefined)
      throw localProblem('not_found', { detail: 'There is no such tenant.' });
    return { session, membership };
  },
  component: TenantLayout,
});

function TenantLayout() {
  const { session, membership } = Route.useRouteContext();
  return <TenantShell key={membership.tenantId} session={session} membership={membership} />;
}

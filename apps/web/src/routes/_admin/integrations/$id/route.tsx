import { createFileRoute } from '@tanstack/react-router';
import { IntegrationLayout } from '#web/features/integrations/page/integration-layout.tsx';
import { integrationQuery } from '#web/features/integrations/queries.ts';
import { staffMay } from '#web/features/session/session-permission.ts';

export const Route = createFileRoute('/_admin/integrations/$id')({
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(integrationQuery(params.id)),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { session } = Route.useRouteContext();
  const readOnly = !staffMay(session, 'integration.save_general');
  return <IntegrationLayout key={id} id={id} readOnly={readOnly} />;
}

import { Id } from '@leads/contract/page';
import { createFileRoute, notFound, redirect } from '@tanstack/react-router';
import { localProblem, toCallProblem } from '#web/api/call-problem.ts';
import { integrationQuery } from '#web/features/integrations/queries.ts';
import { NewIntegrationPage } from '#web/features/integrations/set-up/new-integration-page.tsx';
import { staffMay } from '#web/features/session/session-permission.ts';

export const Route = createFileRoute('/_admin/integrations/$id_/new')({
  beforeLoad: async ({ context, params: { id } }) => {
    if (!Id.safeParse(id).success) throw notFound();
    if (!staffMay(context.session, 'integration.create')) {
      throw localProblem('forbidden', { detail: 'Only managers create integrations.' });
    }
    // A reload after the first save, or an old link: the integration is there already.
    if (await exists(() => context.queryClient.fetchQuery(integrationQuery(id))))
      throw redirect({ to: '/integrations/$id', params: { id }, replace: true });
  },
  component: Page,
});

async function exists(get: () => Promise<unknown>): Promise<boolean> {
  try {
    await get();
    return true;
  } catch (err) {
    if (toCallProblem(err).code === 'not_found') return false;
    throw err;
  }
}

function Page() {
  const { id } = Route.useParams();
  return <NewIntegrationPage key={id} id={id} />;
}

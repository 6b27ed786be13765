import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { integrationQuery } from '#web/features/integrations/queries.ts';
import { IntegrationPage } from '#web/features/integrations/set-up/integration-page.tsx';
import { sectionSlugs } from '#web/features/integrations/set-up/section-slug.ts';
import { staffMay } from '#web/features/session/session-permission.ts';

const Search = z.object({
  /** The open section. */
  section: z.enum(sectionSlugs).optional().catch(undefined),
});

export const Route = createFileRoute('/_admin/integrations/$id/')({
  validateSearch: Search,
  loader: ({ context, params }) =>
    void context.queryClient.prefetchQuery(integrationQuery(params.id)),
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { section } = Route.useSearch();
  const { session } = Route.useRouteContext();
  const readOnly = !staffMay(session, 'integration.save_general');
  return <IntegrationPage key={id} id={id} open={section} readOnly={readOnly} />;
}

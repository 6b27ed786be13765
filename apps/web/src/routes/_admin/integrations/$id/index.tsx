import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { SetUpPage } from '#web/features/integrations/set-up/set-up-page.tsx';
import { sectionSlugs } from '#web/features/integrations/set-up/section-slug.ts';
import { staffMay } from '#web/features/session/session-permission.ts';

const Search = z.object({
  /** The open section. */
  section: z.enum(sectionSlugs).optional().catch(undefined),
});

export const Route = createFileRoute('/_admin/integrations/$id/')({
  validateSearch: Search,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { section } = Route.useSearch();
  const { session } = Route.useRouteContext();
  const readOnly = !staffMay(session, 'integration.save_general');
  return <SetUpPage key={id} id={id} open={section} readOnly={readOnly} />;
}

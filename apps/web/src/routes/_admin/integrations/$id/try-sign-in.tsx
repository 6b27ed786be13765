import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { TrialPage } from '#web/features/integrations/urls/trial/trial-page.tsx';

const Search = z.object({ trial: z.uuid().optional().catch(undefined) });

/** Where the browser lands after a sign-in that staff tried at the partner. */
export const Route = createFileRoute('/_admin/integrations/$id/try-sign-in')({
  validateSearch: Search,
  component: Page,
});

function Page() {
  const { id } = Route.useParams();
  const { trial } = Route.useSearch();
  return <TrialPage key={trial} id={id} trialId={trial} />;
}

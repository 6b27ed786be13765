import { createFileRoute } from '@tanstack/react-router';
import { ProfilePage } from '#web/features/profile/profile-page.tsx';
import { profileQuery } from '#web/features/profile/queries.ts';

export const Route = createFileRoute('/tenant/$tenantId/profile')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(profileQuery),
  component: Page,
});

function Page() {
  const { session, membership } = Route.useRouteContext();
  return (
    <ProfilePage user={session.user} role={`${membership.role} at ${membership.tenantName}`} />
  );
}

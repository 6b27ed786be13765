import { createFileRoute } from '@tanstack/react-router';
import { ProfilePage } from '#web/features/profile/profile-page.tsx';
import { profileQuery } from '#web/features/profile/queries.ts';
import { staffRoleWords } from '#web/features/staff/staff-words.ts';

export const Route = createFileRoute('/_admin/profile')({
  loader: ({ context }) => void context.queryClient.prefetchQuery(profileQuery),
  component: Page,
});

function Page() {
  const { user, staffRole } = Route.useRouteContext().session;
  return (
    <ProfilePage user={user} role={staffRole === null ? '–' : staffRoleWords[staffRole].label} />
  );
}

import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { StaffDrawer } from '#web/features/staff/staff-drawer.tsx';

/** Opens beside the list, which stays as it was. */
export const Route = createFileRoute('/_admin/staff/_users/$id')({ component: Page });

function Page() {
  const { id } = Route.useParams();
  const { session } = Route.useRouteContext();
  const navigate = useNavigate({ from: Route.fullPath });
  return (
    <StaffDrawer
      key={id}
      id={id}
      ownId={session.user.id}
      onClose={() =>
        void navigate({ to: '/staff', search: (before) => before, resetScroll: false })
      }
    />
  );
}

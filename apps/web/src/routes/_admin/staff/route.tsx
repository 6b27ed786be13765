import { createFileRoute, Outlet } from '@tanstack/react-router';
import { staffMay } from '#web/features/session/session-permission.ts';
import { ForbiddenState } from '#web/ui/page/forbidden-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';

/** Staff users and API keys are for admins; the pages inside ask for nothing before this is known. */
export const Route = createFileRoute('/_admin/staff')({ component: StaffLayout });

function StaffLayout() {
  const { session } = Route.useRouteContext();
  if (staffMay(session, 'staff.read')) return <Outlet />;
  return (
    <>
      <PageHeader title="Staff" />
      <ForbiddenState>Staff users and API keys are for admins. Ask one of them.</ForbiddenState>
    </>
  );
}

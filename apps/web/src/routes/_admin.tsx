import { createFileRoute } from '@tanstack/react-router';
import { localProblem } from '#web/api/call-problem.ts';
import { requireSession } from '#web/features/session/require-session.ts';
import { AdminShell } from '#web/shell/admin-shell.tsx';

export const Route = createFileRoute('/_admin')({
  beforeLoad: async ({ context, location }) => {
    const session = await requireSession(context.queryClient, location);
    if (session.staffRole === null) {
      throw localProblem('forbidden', {
        detail: 'The Admin Portal is for the staff of the platform.',
      });
    }
    return { session };
  },
  component: AdminLayout,
});

function AdminLayout() {
  const { session } = Route.useRouteContext();
  return <AdminShell session={session} />;
}

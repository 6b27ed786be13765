import { createFileRoute, redirect } from '@tanstack/react-router';
import { localProblem } from '#web/api/call-problem.ts';
import { requireSession } from '#web/features/session/require-session.ts';
import { readLastTenant } from '#web/shell/last-tenant.ts';
import { startPathOf } from '#web/shell/start-path.ts';

export const Route = createFileRoute('/')({
  beforeLoad: async ({ context, location }) => {
    const session = await requireSession(context.queryClient, location);
    const start = startPathOf(session, readLastTenant(session.user.id));
    if (start !== undefined) throw redirect({ to: start, replace: true });
    throw localProblem('forbidden', {
      detail:
        'Your account has no role yet. Ask an administrator of the platform or the owner of your company for one.',
    });
  },
});

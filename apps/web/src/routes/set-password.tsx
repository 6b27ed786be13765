import { Alert, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { toCallProblem } from '#web/api/call-problem.ts';
import { DeadLink } from '#web/features/session/dead-link.tsx';
import { oneTimeLinkQuery } from '#web/features/session/queries.ts';
import { SetPasswordForm } from '#web/features/session/set-password-form.tsx';
import { EntryPage } from '#web/shell/entry-page.tsx';

const Search = z.object({ token: z.string().optional().catch(undefined) });

export const Route = createFileRoute('/set-password')({
  validateSearch: Search,
  component: SetPasswordPage,
});

function SetPasswordPage() {
  const { token } = Route.useSearch();
  return (
    <EntryPage title="Set your password">
      {token === undefined || token.length < 20 || token.length > 200 ? (
        <Alert color="red" title="The link is not complete" role="alert">
          Open the whole link that you were sent. It works once; ask for a new one if it is used up.
        </Alert>
      ) : (
        <ByLink token={token} />
      )}
    </EntryPage>
  );
}

function ByLink({ token }: { token: string }) {
  const navigate = Route.useNavigate();
  const { data, error, refetch } = useQuery(oneTimeLinkQuery(token));
  if (error !== null)
    return <DeadLink problem={toCallProblem(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={190} aria-busy />;
  return (
    <SetPasswordForm
      token={token}
      user={data}
      onDone={() => navigate({ to: '/sign-in', search: { passwordSet: 'yes' }, replace: true })}
    />
  );
}

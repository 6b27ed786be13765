import { Alert } from '@mantine/core';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { SetPasswordForm } from '#web/features/session/set-password-form.tsx';
import { EntryPage } from '#web/shell/entry-page.tsx';

const Search = z.object({ token: z.string().optional().catch(undefined) });

export const Route = createFileRoute('/set-password')({
  validateSearch: Search,
  component: SetPasswordPage,
});

function SetPasswordPage() {
  const { token } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <EntryPage title="Set your password">
      {token === undefined ? (
        <Alert color="red" title="The link is not complete" role="alert">
          Open the whole link that you were sent. It works once; ask for a new one if it is used up.
        </Alert>
      ) : (
        <SetPasswordForm
          token={token}
          onDone={() => navigate({ to: '/sign-in', search: { passwordSet: 'yes' }, replace: true })}
        />
      )}
    </EntryPage>
  );
}

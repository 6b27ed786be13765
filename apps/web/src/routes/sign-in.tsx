import { Alert, Divider, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { DemoSignIns } from '#web/features/session/demo-sign-ins.tsx';
import { sessionQuery, signInOptionsQuery } from '#web/features/session/queries.ts';
import { toReturnPath } from '#web/features/session/return-to.ts';
import { SignInForm } from '#web/features/session/sign-in-form.tsx';
import { toSsoErrorWords } from '#web/features/session/sso-error-words.ts';
import { SsoButton } from '#web/features/session/sso-button.tsx';
import { EntryPage } from '#web/shell/entry-page.tsx';

const Search = z.object({
  returnTo: z.string().optional().catch(undefined),
  /** Set by the sign-in library when single sign-on did not end well. */
  error: z.string().optional().catch(undefined),
  passwordSet: z.literal('yes').optional().catch(undefined),
});

export const Route = createFileRoute('/sign-in')({
  validateSearch: Search,
  loader: ({ context }) => void context.queryClient.prefetchQuery(signInOptionsQuery),
  component: SignInPage,
});

function SignInPage() {
  const { returnTo, error, passwordSet } = Route.useSearch();
  const navigate = Route.useNavigate();
  const queryClient = useQueryClient();
  const { data: options } = useQuery(signInOptionsQuery);
  const sso = options?.sso ?? null;
  const demo = options?.demo ?? null;
  const returnPath = toReturnPath(returnTo, globalThis.location.origin);
  const onSignedIn = async (): Promise<void> => {
    queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
    await navigate({ href: returnPath, replace: true });
  };
  return (
    <EntryPage title="Sign in">
      <Stack gap="lg">
        {passwordSet !== undefined && (
          <Alert color="green">Your password is set. Sign in with it.</Alert>
        )}
        {error !== undefined && (
          <Alert color="red" title="Company sign-in did not work" role="alert">
            {toSsoErrorWords(error)}
          </Alert>
        )}
        <SignInForm onSignedIn={onSignedIn} />
        {sso !== null && (
          <>
            <Divider label="or" />
            <SsoButton label={sso.label} returnPath={returnPath} />
          </>
        )}
        {demo !== null && <DemoSignIns demo={demo} onSignedIn={onSignedIn} />}
      </Stack>
    </EntryPage>
  );
}

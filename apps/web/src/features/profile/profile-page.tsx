import type { Session } from '@leads/contract/session';
import { revokeOwnSession, revokeOwnSessions } from '@leads/contract/session';
import { Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '#web/api/call.ts';
import { SessionTable } from '#web/features/session/session-table.tsx';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { ChangePasswordForm } from './change-password-form.tsx';
import { FactList } from '#web/ui/show/fact-list.tsx';
import { profileQuery } from './queries.ts';

export interface ProfilePageProps {
  user: Session['user'];
  /** The role in this portal, as a word. */
  role: string;
}

/** Your profile: who one is here, the password, and where one is signed in. For staff and tenants' users alike. */
export function ProfilePage({ user, role }: ProfilePageProps) {
  const { data, error, refetch } = useQuery(profileQuery);
  const hasPassword = data?.methods.includes('password') === true;
  return (
    <>
      <PageHeader title="Your profile" />
      <Stack gap="lg" maw={720}>
        <Card title="You">
          <FactList
            facts={[
              ['Name', user.name],
              ['E-mail', user.email],
              ['Role', role],
            ]}
          />
        </Card>
        {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton height={240} aria-busy />}
        {data !== undefined && (
          <>
            <Card title="Password">
              {hasPassword ? (
                <ChangePasswordForm email={user.email} />
              ) : (
                <Text>You sign in by your company, so there is no password here to change.</Text>
              )}
            </Card>
            <Sessions sessions={data.sessions} />
          </>
        )}
      </Stack>
    </>
  );
}

function Card({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Paper component="section" withBorder p="lg" aria-label={title}>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h4">
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </Paper>
  );
}

function Sessions({ sessions }: Pick<Parameters<typeof SessionTable>[0], 'sessions'>) {
  const queryClient = useQueryClient();
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <Card
      title="Where you are signed in"
      action={
        <Button variant="default" size="xs" onClick={open}>
          Sign out everywhere
        </Button>
      }
    >
      <SessionTable
        sessions={sessions}
        verb="Sign out"
        onRevoke={async ({ id }) => {
          await call(revokeOwnSession, { params: { id } });
          await queryClient.invalidateQueries({ queryKey: profileQuery.queryKey });
        }}
      />
      <Confirm
        opened={asking}
        onClose={close}
        title="Sign out everywhere?"
        verb="Sign out everywhere"
        danger
        onConfirm={async () => {
          await call(revokeOwnSessions, {});
          globalThis.location.assign('/sign-in');
        }}
      >
        Every browser is signed out at once, this one too.
      </Confirm>
    </Card>
  );
}

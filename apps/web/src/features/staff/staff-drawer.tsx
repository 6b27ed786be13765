import { revokeStaffSession, revokeStaffSessions, type StaffDetail } from '@leads/contract/staff';
import { Button, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '#web/api/call.ts';
import { SessionTable } from '#web/features/session/session-table.tsx';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { FactList } from '#web/ui/show/fact-list.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { staffKeys, staffQuery } from './queries.ts';
import { StaffActs } from './staff-acts.tsx';
import { staffRoleWords, staffStateWords, toMethodWords } from './staff-words.ts';

export interface StaffDrawerProps {
  id: string;
  /** The reader, who cannot take their own access away. */
  ownId: string;
  onClose: () => void;
}

/** One staff user at the side of the list: who they are, what can be done, and where they are signed in. */
export function StaffDrawer({ id, ownId, onClose }: StaffDrawerProps) {
  const { data, error, refetch } = useQuery(staffQuery(id));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(42rem, 100%)"
      title={data?.name ?? 'Staff user'}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': 'Close staff user' }}
    >
      {data !== undefined && (
        <Stack gap="lg">
          <Facts user={data} />
          <StaffActs user={data} isSelf={data.id === ownId} />
          <Sessions user={data} isSelf={data.id === ownId} />
        </Stack>
      )}
      {data === undefined && error !== null && (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && (
        <Stack gap="sm" aria-busy>
          <Skeleton height={140} />
          <Skeleton height={36} />
          <Skeleton height={160} />
        </Stack>
      )}
    </Drawer>
  );
}

function Facts({ user }: { user: StaffDetail }) {
  const { tone, label } = staffStateWords[user.state];
  const facts: [string, ReactNode][] = [
    [
      'State',
      <StatePill key="state" tone={tone}>
        {label}
      </StatePill>,
    ],
    ['E-mail', user.email],
    ['Role', `${staffRoleWords[user.role].label}. ${staffRoleWords[user.role].description}`],
    ['Signs in by', toMethodWords(user.methods)],
    ['Last sign-in', <RelativeTime key="last" at={user.lastSignInAt} />],
    ['Added', <RelativeTime key="added" at={user.createdAt} />],
  ];
  if (user.linkExpiresAt !== null)
    facts.push([
      'One-time link',
      <span key="link">
        not used yet, ends <RelativeTime at={user.linkExpiresAt} />
      </span>,
    ]);
  return <FactList facts={facts} />;
}

function Sessions({ user, isSelf }: { user: StaffDetail; isSelf: boolean }) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: staffKeys.all });
  const others = user.sessionList.filter(({ current }) => !current);
  return (
    <section aria-label="Sessions">
      <Group justify="space-between" mb="sm">
        <Title order={3}>Sessions</Title>
        {others.length > 1 && (
          <Button variant="default" size="xs" onClick={() => setAsking(true)}>
            {isSelf ? 'Revoke all others' : 'Revoke all'}
          </Button>
        )}
      </Group>
      {user.sessionList.length === 0 ? (
        <Text c="dimmed">Not signed in anywhere.</Text>
      ) : (
        <SessionTable
          sessions={user.sessionList}
          verb="Revoke"
          onRevoke={async ({ id: sessionId }) => {
            await call(revokeStaffSession, { params: { id: user.id, sessionId } });
            await refresh();
          }}
        />
      )}
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={`Sign ${isSelf ? 'yourself' : user.name} out of ${others.length} browsers?`}
        verb={isSelf ? 'Revoke all others' : 'Revoke all'}
        danger
        onConfirm={async () => {
          await call(revokeStaffSessions, { params: { id: user.id } });
          await refresh();
        }}
      >
        What is open and not saved there is lost. Signing in again works as before.
      </Confirm>
    </section>
  );
}

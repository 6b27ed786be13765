import {
  changeStaffRole,
  createStaffLink,
  disableStaff,
  enableStaff,
  type OneTimeLink,
  type StaffDetail,
} from '@leads/contract/staff';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { ConfirmChoice } from '#web/ui/form/confirm-choice.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { toastProblem } from '#web/ui/show/toast.ts';
import { LinkPanel } from './link-panel.tsx';
import { staffKeys } from './queries.ts';
import { RoleChoice } from './role-choice.tsx';

export interface StaffActsProps {
  user: StaffDetail;
  isSelf: boolean;
}

/** What an admin can do with a staff user. Each act counts at once. */
export function StaffActs({ user, isSelf }: StaffActsProps) {
  const queryClient = useQueryClient();
  const [link, setLink] = useState<OneTimeLink>();
  const [asking, setAsking] = useState<'role' | 'disable'>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: staffKeys.all });
  const params = { id: user.id };
  const onError = (err: unknown) => toastProblem(toCallProblem(err));
  const makeLink = useMutation({
    mutationFn: () => call(createStaffLink, { params }),
    onSuccess: (made) => setLink(made.link),
    onError,
    onSettled: refresh,
  });
  const enable = useMutation({
    mutationFn: () => call(enableStaff, { params }),
    onError,
    onSettled: refresh,
  });
  return (
    <Stack gap="md">
      {link !== undefined && (
        <LinkPanel name={user.name} link={link} onDone={() => setLink(undefined)} />
      )}
      <Group gap="sm">
        {user.state === 'disabled' ? (
          <Button loading={enable.isPending} onClick={() => enable.mutate()}>
            Enable
          </Button>
        ) : (
          <Button variant="default" loading={makeLink.isPending} onClick={() => makeLink.mutate()}>
            {user.state === 'invited' ? 'New invitation link' : 'Link to reset the password'}
          </Button>
        )}
        {!isSelf && (
          <Button variant="default" onClick={() => setAsking('role')}>
            Change role
          </Button>
        )}
        {!isSelf && user.state !== 'disabled' && (
          <Button variant="subtle" color="red" onClick={() => setAsking('disable')}>
            Disable
          </Button>
        )}
      </Group>
      {isSelf && (
        <Text c="dimmed">
          This is you. Your role, and whether you may sign in, are for another admin to change.
        </Text>
      )}
      <RoleDialog
        user={user}
        opened={asking === 'role'}
        onClose={() => setAsking(undefined)}
        onChanged={refresh}
      />
      <Confirm
        opened={asking === 'disable'}
        onClose={() => setAsking(undefined)}
        title={`Disable ${user.name}?`}
        verb="Disable"
        danger
        onConfirm={async () => {
          await call(disableStaff, { params });
          await refresh();
        }}
      >
        {user.sessions === 0
          ? 'No way of signing in works from now on, and open links end.'
          : `${toCountedWords(user.sessions, 'session ends', 'sessions end')} at once, and no way of signing in works.`}{' '}
        What the user did stays in the audit log. You can enable the user again.
      </Confirm>
    </Stack>
  );
}

interface RoleDialogProps {
  user: StaffDetail;
  opened: boolean;
  onClose: () => void;
  onChanged: () => Promise<unknown>;
}

function RoleDialog({ user, opened, onClose, onChanged }: RoleDialogProps) {
  return (
    <ConfirmChoice
      opened={opened}
      onClose={onClose}
      title={`Change the role of ${user.name}?`}
      verb="Change role"
      initial={user.role}
      onConfirm={async (role) => {
        await call(changeStaffRole, { params: { id: user.id }, body: { role } });
        await onChanged();
      }}
    >
      {(role, choose) => (
        <>
          <RoleChoice value={role} onChange={choose} />
          <Text c="dimmed" mt="md">
            It counts from the next click on, also where the user is signed in now.
          </Text>
        </>
      )}
    </ConfirmChoice>
  );
}

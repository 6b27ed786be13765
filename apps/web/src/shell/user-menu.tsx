import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { Session } from '@leads/contract/session';
import { IconLogout } from '@tabler/icons-react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { signOut } from '#web/features/session/authenticate.ts';
import { initialsOf } from '#web/ui/show/initials.ts';
import { toastProblem } from '#web/ui/show/toast.ts';

/** Signs out and starts anew at the sign-in page. */
export async function leave(): Promise<void> {
  try {
    await signOut();
    // A full load: nothing of the session stays in memory.
    globalThis.location.assign('/sign-in');
  } catch (err) {
    toastProblem(toCallProblem(err));
  }
}

/** Who is signed in, and Sign out. */
export function UserMenu({ user, role }: { user: Session['user']; role: string }) {
  return (
    <Menu withinPortal={false} position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton style={{ borderRadius: '50%' }}>
          <VisuallyHidden>{user.name}, account menu</VisuallyHidden>
          <Avatar size={32} color="blue" variant="light" aria-hidden>
            {initialsOf(user.name)}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text component="span" display="block" fw={550} c="var(--mantine-color-text)">
            {user.name}
          </Text>
          <Text component="span" display="block" size="xs">
            {user.email} · {role}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => void leave()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { Session } from '@leads/contract/session';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { toCallProblem } from '#web/api/call-problem.ts';
import { signOut } from '#web/features/session/authenticate.ts';
import { MenuItemLink } from '#web/ui/page/link.tsx';
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

/** Who is signed in, their profile, and Sign out. */
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
        <ProfileItem />
        <Menu.Item leftSection={<IconLogout size={18} />} onClick={() => void leave()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Each portal has the page inside of its own shell. */
function ProfileItem() {
  const { tenantId } = useParams({ strict: false });
  const icon = <IconUserCircle size={18} />;
  if (tenantId === undefined) {
    return (
      <MenuItemLink to="/profile" leftSection={icon}>
        Your profile
      </MenuItemLink>
    );
  }
  return (
    <MenuItemLink to="/tenant/$tenantId/profile" params={{ tenantId }} leftSection={icon}>
      Your profile
    </MenuItemLink>
  );
}

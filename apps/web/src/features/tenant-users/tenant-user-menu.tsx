import type { TenantRole } from '@leads/contract/action';
import type { TenantUser } from '@leads/contract/tenant-users';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconLink, IconTrash, IconUserCog } from '@tabler/icons-react';
import { useState } from 'react';
import { inPage } from '#web/ui/page/in-page.ts';
import { LinkDialog, RemoveDialog, RoleDialog } from './tenant-user-dialogs.tsx';

export interface TenantUserMenuProps {
  tenantId: string;
  user: TenantUser;
  ownRole: TenantRole;
}

type Act = TenantUser['acts'][number];

/** What the reader may do with a user; nothing stands where that is nothing. */
export function TenantUserMenu({ tenantId, user, ownRole }: TenantUserMenuProps) {
  const [act, setAct] = useState<Act>();
  if (user.acts.length === 0) return null;
  const dialog = (one: Act) => ({
    tenantId,
    user,
    opened: act === one,
    onClose: () => setAct(undefined),
  });
  return (
    <>
      <Menu position="bottom-end" width={220} portalProps={inPage}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={`More for ${user.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconUserCog size={18} />}
            onClick={() => setAct('tenant_user.change_role')}
          >
            Change role
          </Menu.Item>
          {user.acts.includes('tenant_user.make_link') && (
            <Menu.Item
              leftSection={<IconLink size={18} />}
              onClick={() => setAct('tenant_user.make_link')}
            >
              {user.state === 'invited' ? 'New invitation link' : 'Link to reset the password'}
            </Menu.Item>
          )}
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={18} />}
            onClick={() => setAct('tenant_user.remove')}
          >
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RoleDialog {...dialog('tenant_user.change_role')} ownRole={ownRole} />
      <LinkDialog {...dialog('tenant_user.make_link')} />
      <RemoveDialog {...dialog('tenant_user.remove')} />
    </>
  );
}

import type { TenantRole } from '@leads/contract/action';
import type { OneTimeLink } from '@leads/contract/staff';
import {
  changeTenantUserRole,
  createTenantUserLink,
  removeTenantUser,
  type TenantUser,
} from '@leads/contract/tenant-users';
import { Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { LinkPanel } from '#web/features/staff/link-panel.tsx';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { ConfirmChoice } from '#web/ui/form/confirm-choice.tsx';
import { tenantUserKeys } from './queries.ts';
import { TenantRoleChoice } from './tenant-role-choice.tsx';

export interface TenantUserDialogProps {
  tenantId: string;
  user: TenantUser;
  opened: boolean;
  onClose: () => void;
}

function useRefresh(tenantId: string): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries({ queryKey: tenantUserKeys.all(tenantId) });
}

/** Gives another role, up to the reader's own. */
export function RoleDialog(props: TenantUserDialogProps & { ownRole: TenantRole }) {
  const { tenantId, user, ownRole, opened, onClose } = props;
  const refresh = useRefresh(tenantId);
  return (
    <ConfirmChoice
      opened={opened}
      onClose={onClose}
      title={`Change the role of ${user.name}?`}
      verb="Change role"
      initial={user.role}
      onConfirm={async (role) => {
        await call(changeTenantUserRole, {
          params: { tenantId, userId: user.id },
          body: { role },
        });
        await refresh();
      }}
    >
      {(role, choose) => (
        <>
          <TenantRoleChoice ownRole={ownRole} value={role} onChange={choose} />
          <Text c="dimmed" mt="md">
            It counts from the next click on, also where the user is signed in now.
          </Text>
        </>
      )}
    </ConfirmChoice>
  );
}

/** Asks before a link is made, as the one before it ends, then shows it. */
export function LinkDialog({ tenantId, user, opened, onClose }: TenantUserDialogProps) {
  const [link, setLink] = useState<OneTimeLink>();
  const refresh = useRefresh(tenantId);
  const isInvited = user.state === 'invited';
  return (
    <>
      <Confirm
        opened={opened}
        onClose={onClose}
        title={isInvited ? `Invite ${user.name} again?` : `Reset the password of ${user.name}?`}
        verb="Make a link"
        onConfirm={async () => {
          const made = await call(createTenantUserLink, {
            params: { tenantId, userId: user.id },
          });
          setLink(made.link);
          await refresh();
        }}
      >
        You get a one-time link to hand over. Links from before stop working
        {isInvited ? '.' : '; the present password works until the new one is set.'}
      </Confirm>
      <Modal
        opened={link !== undefined}
        onClose={() => setLink(undefined)}
        title={isInvited ? `${user.name} is invited` : `New password for ${user.name}`}
        closeOnClickOutside={false}
        size="lg"
      >
        {link !== undefined && (
          <LinkPanel name={user.name} link={link} onDone={() => setLink(undefined)} />
        )}
      </Modal>
    </>
  );
}

/** Asks before the access is taken away. */
export function RemoveDialog({ tenantId, user, opened, onClose }: TenantUserDialogProps) {
  const refresh = useRefresh(tenantId);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={`Remove ${user.name}?`}
      verb="Remove"
      danger
      onConfirm={async () => {
        await call(removeTenantUser, { params: { tenantId, userId: user.id } });
        await refresh();
      }}
    >
      {user.name} cannot see anything of your company from the next click on. What they did keeps
      their name. You can invite them again.
    </Confirm>
  );
}

import type { TenantRole } from '@leads/contract/action';
import type { Membership, Session } from '@leads/contract/session';
import type { tenantUserSorts } from '@leads/contract/tenant-users';
import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { z } from 'zod';
import { useLive } from '#web/api/live.ts';
import { tenantMay } from '#web/features/session/session-permission.ts';
import { ListPage } from '#web/ui/list/list-page.tsx';
import type { ListSearch } from '#web/ui/list/list-search.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { InviteTenantUserDialog } from './invite-tenant-user-dialog.tsx';
import { tenantUserKeys, tenantUserListQuery } from './queries.ts';
import { tenantUserColumns, tenantUserFilters } from './tenant-user-columns.tsx';

export interface TenantUsersPageProps {
  search: Omit<ListSearch, 'sort'> & {
    sort?: (typeof tenantUserSorts)[number] | undefined;
    role?: TenantRole | undefined;
  };
  session: Session;
  membership: z.output<typeof Membership>;
}

/** Who works for the company. Owners and admins see to them, the office reads. */
export function TenantUsersPage({ search, session, membership }: TenantUsersPageProps) {
  const { tenantId, tenantName, role } = membership;
  const [inviting, { open, close }] = useDisclosure(false);
  const query = useQuery(tenantUserListQuery(tenantId, search));
  const topics = useMemo(() => ({ tenant_users: [tenantUserKeys.all(tenantId)] }), [tenantId]);
  useLive(`/api/tenant/${tenantId}/live`, topics);
  const userId = session.user.id;
  const columns = useMemo(
    () => tenantUserColumns({ tenantId, userId, role }),
    [tenantId, userId, role],
  );
  const mayInvite = tenantMay(session, tenantId, 'tenant_user.invite');
  return (
    <>
      <PageHeader
        title="Users"
        description={`Who works with leads at ${tenantName}`}
        action={
          mayInvite && (
            <Button leftSection={<IconPlus size={18} />} onClick={open}>
              Invite
            </Button>
          )
        }
      />
      {!mayInvite && (
        <Text c="dimmed" mb="md">
          Owners and admins invite users and change their roles. Ask one of them.
        </Text>
      )}
      <ListPage
        caption="Users"
        search={search}
        query={query}
        columns={columns}
        rowKey={(row) => row.id}
        searchLabel="Search by name or e-mail…"
        filters={tenantUserFilters}
        defaultSort="name"
        empty={<EmptyState title="Nobody here yet">Each user will be here.</EmptyState>}
      />
      {mayInvite && (
        <InviteTenantUserDialog
          tenantId={tenantId}
          tenantName={tenantName}
          ownRole={role}
          opened={inviting}
          onClose={close}
        />
      )}
    </>
  );
}

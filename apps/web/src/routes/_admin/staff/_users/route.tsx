import { staffRoles } from '@leads/contract/action';
import { staffSorts, staffStates } from '@leads/contract/staff';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, Outlet } from '@tanstack/react-router';
import { z } from 'zod';
import { useLive } from '#web/api/live.ts';
import { InviteDialog } from '#web/features/staff/invite-dialog.tsx';
import { staffListQuery, staffTopics } from '#web/features/staff/queries.ts';
import { staffColumns, staffFilters } from '#web/features/staff/staff-columns.tsx';
import { StaffTabs } from '#web/features/staff/staff-tabs.tsx';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = ListSearch.extend({
  sort: z.enum(staffSorts).optional().catch(undefined),
  role: z.enum(staffRoles).optional().catch(undefined),
  state: z.enum(staffStates).optional().catch(undefined),
});

export const Route = createFileRoute('/_admin/staff/_users')({
  validateSearch: Search,
  component: StaffPage,
});

function StaffPage() {
  const search = Route.useSearch();
  const query = useQuery(staffListQuery(search));
  const [inviting, { open, close }] = useDisclosure(false);
  useLive('/api/admin/live', staffTopics);
  const invite = (
    <Button leftSection={<IconPlus size={18} />} onClick={open}>
      Invite
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Staff"
        description="Who works in the Admin Portal, and the keys of scripts and the host platform"
        action={invite}
      />
      <StaffTabs here="Users" />
      <ListPage
        caption="Staff users"
        search={search}
        query={query}
        columns={staffColumns}
        rowKey={(row) => row.id}
        searchLabel="Search by name or e-mail…"
        filters={staffFilters}
        defaultSort="name"
        empty={<EmptyState title="Nobody here yet">Each staff user will be here.</EmptyState>}
      />
      <InviteDialog opened={inviting} onClose={close} />
      <Outlet />
    </>
  );
}

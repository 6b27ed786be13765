import { apiKeyRoles, apiKeyStates } from '@leads/contract/api-keys';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { createFileRoute, linkOptions } from '@tanstack/react-router';
import { z } from 'zod';
import { useLive } from '#web/api/live.ts';
import { apiKeyColumns, apiKeyFilters } from '#web/features/api-keys/api-key-columns.tsx';
import { CreateKeyDialog } from '#web/features/api-keys/create-key-dialog.tsx';
import { apiKeyListQuery, apiKeyTopics } from '#web/features/api-keys/queries.ts';
import { StaffTabs } from '#web/features/staff/staff-tabs.tsx';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { ListSearch } from '#web/ui/list/list-search.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';

const Search = ListSearch.omit({ sort: true }).extend({
  role: z.enum(apiKeyRoles).optional().catch(undefined),
  state: z.enum(apiKeyStates).optional().catch(undefined),
});

export const Route = createFileRoute('/_admin/staff/api-keys')({
  validateSearch: Search,
  component: ApiKeysPage,
});

function ApiKeysPage() {
  const search = Route.useSearch();
  const query = useQuery(apiKeyListQuery(search));
  const [creating, { open, close }] = useDisclosure(false);
  useLive('/api/admin/live', apiKeyTopics);
  const create = (
    <Button leftSection={<IconPlus size={18} />} onClick={open}>
      Create API key
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Staff"
        part="API keys"
        link={linkOptions({ to: '/staff' })}
        description="Who works in the Admin Portal, and the keys of scripts and the host platform"
        action={create}
      />
      <StaffTabs here="API keys" />
      <ListPage
        caption="API keys"
        search={search}
        query={query}
        columns={apiKeyColumns}
        rowKey={(row) => row.id}
        searchLabel="Search by name…"
        filters={apiKeyFilters}
        empty={
          <EmptyState title="No API keys yet" action={create}>
            A key lets a script use the Admin API, or the host platform the Platform API, without a
            person signing in.
          </EmptyState>
        }
      />
      <CreateKeyDialog opened={creating} onClose={close} />
    </>
  );
}

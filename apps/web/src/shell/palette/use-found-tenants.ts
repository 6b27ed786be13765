import { IconBuilding } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { tenantListQuery } from '#web/features/tenants/queries.ts';
import type { Command } from './command.ts';

const shownMax = 6;

/** Tenants whose name holds what was typed; none while nothing is typed. */
export function useFoundTenants({ searched }: { searched: string }): {
  commands: Command[];
  searching: boolean;
} {
  const navigate = useNavigate();
  const query = useQuery({
    ...tenantListQuery({ search: searched.slice(0, 100), limit: shownMax }),
    enabled: searched !== '',
  });
  const found = searched === '' ? [] : (query.data?.items ?? []);
  const commands = found.map(({ id, name, locality, region }) => ({
    id: `tenant-${id}`,
    label: name,
    hint: [locality, region].filter(Boolean).join(', '),
    icon: IconBuilding,
    run: () => navigate({ to: '/tenants/$tenantId', params: { tenantId: id } }),
  }));
  return { commands, searching: searched !== '' && query.isFetching && query.isPlaceholderData };
}

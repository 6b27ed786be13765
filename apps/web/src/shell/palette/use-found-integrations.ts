import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { integrationListQuery } from '#web/features/integrations/queries.ts';
import { integrationStatusWords } from '#web/features/integrations/status/status-words.ts';
import type { Command } from './command.ts';

const shownMax = 6;

/** Integrations whose name holds what was typed; the last changed ones while nothing is typed. */
export function useFoundIntegrations({ searched }: { searched: string }): {
  commands: Command[];
  searching: boolean;
} {
  const navigate = useNavigate();
  const query = useQuery({
    ...integrationListQuery({
      search: searched.slice(0, 100),
      sort: searched === '' ? '-updatedAt' : 'name',
      limit: shownMax,
    }),
  });
  const commands = (query.data?.items ?? []).map(({ id, name, status }) => ({
    id: `integration-${id}`,
    label: name,
    hint: integrationStatusWords[status].label,
    icon: IconPlugConnected,
    run: () => navigate({ to: '/integrations/$id', params: { id } }),
  }));
  return { commands, searching: query.isFetching && query.isPlaceholderData };
}

import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ButtonLink } from '#web/ui/page/link.tsx';
import { tenantIntegrationListQuery } from '../tenant-integrations/queries.ts';

/** An inbox without leads: who is connected waits, who is not is shown the way. */
export function NoLeads({ tenantId }: { tenantId: string }) {
  const { data } = useQuery(tenantIntegrationListQuery(tenantId));
  const connected = (data?.integrations ?? []).filter(({ connections }) =>
    connections.some(({ state }) => state === 'connected'),
  );
  if (connected.length > 0) {
    return (
      <EmptyState title="No leads yet">
        Leads from {connected.map(({ name }) => name).join(', ')} come in here by themselves. You
        can leave this page open.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No leads yet"
      action={
        <ButtonLink to="/tenant/$tenantId/integrations" params={{ tenantId }}>
          Connect a partner
        </ButtonLink>
      }
    >
      Once you are connected to a partner, its leads come in here by themselves.
    </EmptyState>
  );
}

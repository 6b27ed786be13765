import type { IntegrationStatus } from '@leads/contract/integrations';
import type { StateTone } from '#web/ui/show/state-pill.tsx';

export const integrationStatusWords: Record<IntegrationStatus, { tone: StateTone; label: string }> =
  {
    draft: { tone: 'warn', label: 'Draft' },
    active: { tone: 'good', label: 'Active' },
    inactive: { tone: 'off', label: 'Inactive' },
  };

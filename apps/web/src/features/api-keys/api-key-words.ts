import type { ApiKeyRole, ApiKeyState } from '@leads/contract/api-keys';
import type { StateTone } from '#web/ui/show/state-pill.tsx';

export const apiKeyRoleWords: Record<ApiKeyRole, { label: string; description: string }> = {
  viewer: { label: 'Viewer', description: 'Reads the Admin API, except secrets.' },
  manager: {
    label: 'Manager',
    description: 'Does everything about integrations by the Admin API.',
  },
  platform: { label: 'Platform', description: 'For the host platform: the Platform API alone.' },
};

export const apiKeyStateWords: Record<ApiKeyState, { tone: StateTone; label: string }> = {
  works: { tone: 'good', label: 'Works' },
  expired: { tone: 'off', label: 'Expired' },
  revoked: { tone: 'off', label: 'Revoked' },
};

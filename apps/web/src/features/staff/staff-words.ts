import type { StaffRole } from '@leads/contract/action';
import type { StaffState, StaffUser } from '@leads/contract/staff';
import type { StateTone } from '#web/ui/show/state-pill.tsx';

export const staffStateWords: Record<StaffState, { tone: StateTone; label: string }> = {
  invited: { tone: 'busy', label: 'Invited' },
  active: { tone: 'good', label: 'Active' },
  disabled: { tone: 'off', label: 'Disabled' },
};

export const staffRoleWords: Record<StaffRole, { label: string; description: string }> = {
  viewer: { label: 'Viewer', description: 'Reads everything except secrets.' },
  manager: { label: 'Manager', description: 'Does everything about integrations.' },
  admin: { label: 'Admin', description: 'Also sees to staff and API keys.' },
};

/** How somebody signs in: "Password, company sign-in". */
export function toMethodWords(methods: StaffUser['methods']): string {
  const words = methods.map((method) => (method === 'password' ? 'password' : 'company sign-in'));
  const text = words.join(', ');
  return text === '' ? '–' : text.slice(0, 1).toUpperCase() + text.slice(1);
}

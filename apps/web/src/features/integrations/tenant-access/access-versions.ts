import type { tenantAccessModes } from '@leads/contract/integration-sections';
import type { DescribedPart, Versions } from '../set-up/conflict/compare-versions.ts';
import { noAccessChanges, toAccessLists, type AccessChanges } from './access-changes.ts';
import { modeWords } from './mode-words.ts';

/** Changes are by tenant, so they stand on top of any list. */
export interface AccessValues {
  mode: (typeof tenantAccessModes)[number];
  changes: AccessChanges;
}

/** Tenant Access in the form's words. */
export function describeAccess({ mode, changes }: AccessValues): DescribedPart[] {
  const { enable, disable } = toAccessLists(changes);
  return [
    { key: 'mode', label: 'Who has access', text: modeWords[mode].label },
    {
      key: 'changes',
      label: 'Changes to the list of tenants',
      text:
        changes.size === 0
          ? 'The saved list, without changes'
          : `The saved list, then ${enable.length.toLocaleString()} enabled and ${disable.length.toLocaleString()} disabled`,
    },
  ];
}

export function keepAccess(
  { theirs, mine }: Pick<Versions<AccessValues>, 'theirs' | 'mine'>,
  kept: ReadonlySet<string>,
): AccessValues {
  return {
    mode: kept.has('mode') ? mine.mode : theirs.mode,
    changes: kept.has('changes') ? mine.changes : noAccessChanges,
  };
}

import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { changedTenants, type AccessChanges } from './access-changes.ts';
import type { Tenant } from './queries.ts';
import styles from './tenant-picker.module.css';
import { TenantRow } from './tenant-row.tsx';

export interface ChangedTenantsProps {
  changes: AccessChanges;
  search: string;
  onToggle: (tenant: Tenant, enabled: boolean) => void;
}

const shownAtOnce = 50;

/** What the next save would change; turning a toggle back takes the change away. */
export function ChangedTenants({ changes, search, onToggle }: ChangedTenantsProps) {
  const [shownMax, setShownMax] = useState(shownAtOnce);
  const found = changedTenants(changes, search);
  if (found.length === 0) {
    return (
      <Text c="dimmed">
        {changes.size === 0 ? 'Nothing is changed.' : 'No changed tenant has such a name.'}
      </Text>
    );
  }
  return (
    <>
      <ul className={styles['list']}>
        {found.slice(0, shownMax).map(({ tenant, enabled }) => (
          <TenantRow
            key={tenant.id}
            tenant={tenant}
            enabled={enabled}
            changed
            readOnly={false}
            onToggle={(next) => onToggle(tenant, next)}
          />
        ))}
      </ul>
      {found.length > shownMax && (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setShownMax(shownMax + shownAtOnce)}
        >
          Show more of {toCountedWords(found.length, 'change')}
        </Button>
      )}
    </>
  );
}

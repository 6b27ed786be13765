import { Badge, Switch, Text } from '@mantine/core';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import type { Tenant } from './queries.ts';
import styles from './tenant-picker.module.css';

export interface TenantRowProps {
  tenant: Tenant;
  enabled: boolean;
  /** Differs from what is saved. */
  changed: boolean;
  readOnly: boolean;
  onToggle: (enabled: boolean) => void;
}

/** One tenant with its Enabled toggle. */
export function TenantRow({ tenant, enabled, changed, readOnly, onToggle }: TenantRowProps) {
  const place = [tenant.locality, tenant.region].filter((part) => part !== '').join(', ');
  return (
    <li className={styles['row']}>
      <div className={styles['name']}>
        <Text truncate>{tenant.name}</Text>
        <Text c="dimmed" size="xs">
          {place === '' ? '–' : place}
        </Text>
      </div>
      {changed && (
        <Badge variant="light" color="yellow" tt="none">
          Not saved
        </Badge>
      )}
      {tenant.connected && <StatePill tone="good">Connected</StatePill>}
      {readOnly ? (
        <StatePill tone={enabled ? 'good' : 'off'}>{enabled ? 'Enabled' : 'Not enabled'}</StatePill>
      ) : (
        <Switch
          label="Enabled"
          labelPosition="left"
          aria-label={`Enabled: ${tenant.name}`}
          checked={enabled}
          onChange={(event) => onToggle(event.currentTarget.checked)}
        />
      )}
    </li>
  );
}

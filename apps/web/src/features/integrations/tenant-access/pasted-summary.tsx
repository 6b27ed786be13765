import type { ResolvedTenants } from '@leads/contract/tenant-access';
import { Alert, Button, CopyButton, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCopy } from '@tabler/icons-react';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import styles from './pasted-summary.module.css';
import type { Tenant } from './queries.ts';

export interface PastedSummaryProps {
  resolved: ResolvedTenants;
  toEnable: readonly Tenant[];
}

const namesMax = 100;

/** What pasted ids name: who will be enabled, and why the others will not. */
export function PastedSummary({ resolved, toEnable }: PastedSummaryProps) {
  const { found, inactive, unknown, duplicates } = resolved;
  const already = found.length - toEnable.length;
  return (
    <Stack gap="md" aria-live="polite">
      <List size="sm" spacing={4}>
        <List.Item>{toCountedWords(toEnable.length, 'tenant')} to enable</List.Item>
        {already > 0 && <List.Item>{already.toLocaleString()} enabled already</List.Item>}
        {duplicates > 0 && (
          <List.Item>{toCountedWords(duplicates, 'id')} named a tenant once more</List.Item>
        )}
        {inactive.length > 0 && (
          <List.Item>
            {toCountedWords(inactive.length, 'tenant')} not active on the platform:{' '}
            {inactive
              .slice(0, namesMax)
              .map(({ name }) => name)
              .join(', ')}
          </List.Item>
        )}
      </List>
      {toEnable.length > 0 && (
        <ul className={styles['names']} aria-label="Tenants to enable">
          {toEnable.slice(0, namesMax).map(({ id, name, connected }) => (
            <li key={id}>
              {name}
              {connected && ' (connected)'}
            </li>
          ))}
          {toEnable.length > namesMax && (
            <li>and {(toEnable.length - namesMax).toLocaleString()} more</li>
          )}
        </ul>
      )}
      {unknown.length > 0 && <Unknown ids={unknown} />}
      {toEnable.length > 0 && (
        <Text c="dimmed">They join the changes of this form; nothing is kept before Save.</Text>
      )}
    </Stack>
  );
}

function Unknown({ ids }: { ids: readonly string[] }) {
  return (
    <Alert
      icon={<IconAlertTriangle size={18} />}
      color="yellow"
      variant="light"
      title={`${toCountedWords(ids.length, 'id')} not found`}
    >
      <Group gap="sm" align="flex-start" justify="space-between" wrap="nowrap">
        <Text className={styles['ids'] ?? ''}>{ids.slice(0, namesMax).join(', ')}</Text>
        <CopyButton value={ids.join('\n')} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              size="xs"
              onClick={copy}
              leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
            >
              <span aria-live="polite">{copied ? 'Copied' : 'Copy them'}</span>
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}

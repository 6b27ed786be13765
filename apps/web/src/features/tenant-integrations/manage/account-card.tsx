import type { Connection } from '@leads/contract/tenant-integrations';
import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { toAccountWords } from '../connections.ts';
import { connectionStateWords } from '../integration-words.ts';
import { AccountFacts } from './account-facts.tsx';
import { DisconnectButton } from './disconnect-button.tsx';

export interface AccountCardProps {
  tenantId: string;
  connection: Connection;
  partner: string;
  mayConnect: boolean;
  /** Signs in again where the partner asks for it; undefined where one cannot. */
  onSignIn: (() => void) | undefined;
}

/** One account at the partner, or what became of the last request. */
export function AccountCard(props: AccountCardProps) {
  const { tenantId, connection, partner, mayConnect, onSignIn } = props;
  const { state, attention, accountId, failure } = connection;
  const { tone, label } = connectionStateWords[state];
  const title = accountId === null ? 'Last request' : toAccountWords(connection);
  return (
    <Paper component="section" withBorder p="lg" aria-label={title}>
      <Stack gap="md">
        <Group gap="sm">
          <Title order={2}>{title}</Title>
          <StatePill tone={tone}>{label}</StatePill>
        </Group>
        {attention !== null && (
          <Alert
            color="yellow"
            variant="light"
            icon={<IconAlertTriangle size={18} />}
            title="This account needs attention"
          >
            <Text>{attention}</Text>
            {mayConnect && onSignIn !== undefined && (
              <Button size="xs" variant="default" mt="xs" onClick={onSignIn}>
                Sign in again
              </Button>
            )}
          </Alert>
        )}
        {failure !== null && state !== 'connected' && <Text>{failure}</Text>}
        {accountId !== null && <AccountFacts connection={connection} />}
        {mayConnect && state === 'connected' && (
          <Group gap="sm">
            <DisconnectButton tenantId={tenantId} connection={connection} partner={partner} />
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

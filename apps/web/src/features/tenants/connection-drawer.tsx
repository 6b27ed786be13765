import type { ConnectionDetail } from '@leads/contract/admin-tenants';
import { Alert, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { SideDrawer } from '#web/ui/page/side-drawer.tsx';
import { FactList } from '#web/ui/show/fact-list.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { Agreement, Coverage, History, Profiles } from './connection-sections.tsx';
import { describeConnection, toReason } from './connection-words.ts';
import { DisconnectTenant } from './disconnect-tenant.tsx';
import { connectionQuery } from './queries.ts';
import { RefreshFacts } from './refresh-facts.tsx';
import { SignIns } from './sign-ins.tsx';

export interface ConnectionDrawerProps {
  id: string;
  mayManage: boolean;
  onClose: () => void;
}

/** One connection at the side of its list, with the sign-ins that made it. */
export function ConnectionDrawer({ id, mayManage, onClose }: ConnectionDrawerProps) {
  const query = useQuery(connectionQuery(id));
  return (
    <SideDrawer
      query={query}
      fallback="Connection"
      title={({ tenantName, integrationName }) => `${tenantName} at ${integrationName}`}
      onClose={onClose}
    >
      {(connection) => (
        <Stack gap="lg">
          <Head connection={connection} mayManage={mayManage} />
          <Facts connection={connection} mayManage={mayManage} />
          <Profiles connection={connection} />
          <SignIns id={connection.id} authorizationType={connection.authorizationType} />
          <Coverage connection={connection} />
          <Agreement connection={connection} />
          <History connection={connection} />
        </Stack>
      )}
    </SideDrawer>
  );
}

interface Part {
  connection: ConnectionDetail;
}

function Head({ connection, mayManage }: Part & { mayManage: boolean }) {
  const { tone, label } = describeConnection(connection);
  const reason = toReason(connection);
  const canEnd = ['connected', 'pending', 'processing'].includes(connection.state);
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <StatePill tone={tone}>{label}</StatePill>
        {connection.expiresAt !== null && (
          <Text c="dimmed">
            asked <RelativeTime at={connection.requestedAt} />, ends{' '}
            <RelativeTime at={connection.expiresAt} /> if nobody answers
          </Text>
        )}
        {mayManage && canEnd && (
          <Group ml="auto">
            <DisconnectTenant connection={connection} />
          </Group>
        )}
      </Group>
      {reason !== '' && (
        <Alert
          color={tone === 'bad' ? 'red' : tone === 'warn' ? 'yellow' : 'gray'}
          variant="light"
          icon={<IconAlertTriangle size={18} />}
        >
          {reason}
        </Alert>
      )}
    </Stack>
  );
}

function Facts({ connection, mayManage }: Part & { mayManage: boolean }) {
  const { integrationId, tenantId, accountId } = connection;
  return (
    <FactList
      facts={[
        [
          'Tenant',
          <AnchorLink key="tenant" to="/tenants/$tenantId" params={{ tenantId }}>
            {connection.tenantName}
          </AnchorLink>,
        ],
        [
          'Integration',
          <AnchorLink key="integration" to="/integrations/$id" params={{ id: integrationId }}>
            {connection.integrationName}
          </AnchorLink>,
        ],
        ['Account', connection.accountName],
        ['Account id', accountId === null ? null : <code key="account">{accountId}</code>],
        ['Requested by', connection.requestedByName],
        ['Requested', <RelativeTime key="requested" at={connection.requestedAt} />],
        ['Connected', <RelativeTime key="connected" at={connection.connectedAt} />],
        [
          'Ended',
          connection.endedAt === null ? null : <RelativeTime key="ended" at={connection.endedAt} />,
        ],
        ['Issuer', connection.issuer],
        ['Subject', connection.subject],
        [
          'Daily refresh',
          connection.authorizationType === 'open_id_connect' && connection.state === 'connected' ? (
            <RefreshFacts key="refresh" connection={connection} mayManage={mayManage} />
          ) : null,
        ],
        ['Request id', <code key="id">{connection.id}</code>],
        [
          'See also',
          <Group key="more" gap="md">
            <AnchorLink to="/leads" search={{ tenant: tenantId, integration: integrationId }}>
              Leads
            </AnchorLink>
            <AnchorLink to="/deliveries" search={{ tenant: tenantId, integration: integrationId }}>
              Deliveries
            </AnchorLink>
          </Group>,
        ],
      ]}
    />
  );
}

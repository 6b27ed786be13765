import { disconnect, type Connection } from '@leads/contract/tenant-integrations';
import { Button, List, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { toast } from '#web/ui/show/toast.ts';
import { toAccountWords } from '../connections.ts';
import { tenantIntegrationKeys } from '../queries.ts';

export interface DisconnectButtonProps {
  tenantId: string;
  connection: Connection;
  partner: string;
  /** Why it is disconnected, such as "This is not my account"; "Disconnect" when left out. */
  label?: string;
}

/** Ends a connection after saying what stops. */
export function DisconnectButton({ tenantId, connection, partner, label }: DisconnectButtonProps) {
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState(false);
  const account = toAccountWords(connection);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {label ?? 'Disconnect'}
      </Button>
      <Confirm
        opened={opened}
        onClose={() => setOpened(false)}
        title={`Disconnect ${account}?`}
        verb="Disconnect"
        danger
        onConfirm={async () => {
          await call(disconnect, { params: { tenantId, connectionId: connection.id } });
          await queryClient.invalidateQueries({ queryKey: tenantIntegrationKeys.all(tenantId) });
          toast(`${account} is disconnected. ${partner} is told.`);
        }}
      >
        <List spacing={4} size="sm">
          <List.Item>{partner} is told, and its new leads for this account are refused.</List.Item>
          <List.Item>
            Leads already here stay, and what you do with them still goes there.
          </List.Item>
          <List.Item>Your job type mapping stays.</List.Item>
        </List>
        <Text mt="sm">You can connect the same account again at any time.</Text>
      </Confirm>
    </>
  );
}

import { disconnect, type Connection } from '@leads/contract/tenant-integrations';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { tenantIntegrationKeys } from '../queries.ts';

export interface WithdrawProps {
  tenantId: string;
  connection: Connection;
  partner: string;
}

/** Takes back a request that is under way. */
export function Withdraw({ tenantId, connection, partner }: WithdrawProps) {
  const queryClient = useQueryClient();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        Withdraw request
      </Button>
      <Confirm
        opened={opened}
        onClose={() => setOpened(false)}
        title="Withdraw the request?"
        verb="Withdraw request"
        onConfirm={async () => {
          await call(disconnect, { params: { tenantId, connectionId: connection.id } });
          await queryClient.invalidateQueries({ queryKey: tenantIntegrationKeys.all(tenantId) });
        }}
      >
        An answer of {partner} that comes later changes nothing then. You can send a new request
        whenever you like.
      </Confirm>
    </>
  );
}

import { disconnectTenant, type ConnectionDetail } from '@leads/contract/admin-tenants';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { staffTenantKeys } from './queries.ts';

/** Ends the connection for the tenant, after saying what that does. */
export function DisconnectTenant({ connection }: { connection: ConnectionDetail }) {
  const [asking, { open, close }] = useDisclosure(false);
  const queryClient = useQueryClient();
  const { id, tenantName, integrationName, state } = connection;
  const isConnected = state === 'connected';
  const verb = isConnected ? 'Disconnect' : 'Withdraw request';
  const disconnect = async () => {
    const ended = await call(disconnectTenant, { params: { id } });
    queryClient.setQueryData(staffTenantKeys.connection(id), ended);
    await queryClient.invalidateQueries({ queryKey: staffTenantKeys.all });
  };
  return (
    <>
      <Button size="xs" color="red" variant="light" onClick={open}>
        {verb}
      </Button>
      <Confirm
        opened={asking}
        onClose={close}
        title={
          isConnected
            ? `Disconnect ${tenantName} from ${integrationName}?`
            : `Withdraw the request of ${tenantName}?`
        }
        verb={verb}
        danger
        onConfirm={disconnect}
      >
        {isConnected
          ? `${integrationName} is told, and its later bookings for this account are refused. Leads that are here already stay workable, and what becomes of them is still sent. The tenant can connect again.`
          : 'A later answer of the partner changes nothing any more. The tenant can ask again.'}
      </Confirm>
    </>
  );
}

import { startPairing, type PairingData } from '@leads/contract/tenant-integrations';
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { findFailedConnection, findOpenConnection, listConnected } from '../connections.ts';
import { pairingDataQuery, tenantIntegrationKeys } from '../queries.ts';
import styles from './connect.module.css';
import { PairingProgress } from './pairing-progress.tsx';
import type { StepProps } from './step-props.ts';

/** ST Pairing: the data that will be sent, then what becomes of the request, live. */
export function Pairing(props: StepProps) {
  const { tenantId, integration } = props;
  const open = findOpenConnection(integration);
  if (open !== undefined) {
    return (
      <PairingProgress
        tenantId={tenantId}
        connection={open}
        partner={integration.name}
        mayConnect={props.mayConnect}
      />
    );
  }
  return <SendRequest {...props} />;
}

function SendRequest({ tenantId, integration, mayConnect, onStep }: StepProps) {
  const { id: integrationId, name } = integration;
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(pairingDataQuery(tenantId));
  const addAccount = listConnected(integration).length > 0;
  const send = useMutation({
    mutationFn: () =>
      call(startPairing, { params: { tenantId, integrationId }, body: { addAccount } }),
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: tenantIntegrationKeys.all(tenantId) }),
  });
  if (error !== null && data === undefined)
    return <ErrorState error={error} onRetry={() => void refetch()} />;
  const again = findFailedConnection(integration) !== undefined;
  return (
    <>
      <Text maw="45rem">
        {name} finds your account there by the data of your company, and answers here. This is what
        it gets; nothing else is sent.
      </Text>
      {data === undefined ? <Skeleton h={180} maw="45rem" /> : <SentData data={data} />}
      <Text c="dimmed" maw="45rem">
        Is something wrong? Have it corrected in your company profile first, then send.
      </Text>
      {send.error !== null && <ProblemAlert problem={toCallProblem(send.error)} />}
      {mayConnect && (
        <Group gap="sm">
          <Button
            loading={send.isPending}
            disabled={data === undefined}
            onClick={() => send.mutate()}
          >
            {again ? 'Send again' : `Send to ${name}`}
          </Button>
          {addAccount && (
            <Button variant="default" onClick={() => onStep()}>
              Cancel
            </Button>
          )}
        </Group>
      )}
    </>
  );
}

function SentData({ data }: { data: (typeof PairingData)['_output'] }) {
  const { address } = data;
  const lines = [
    address.streetAddress,
    address.addressLine2 ?? '',
    [address.locality, `${address.region} ${address.postalCode}`.trim()].filter(Boolean).join(', '),
    address.country,
  ].filter((line) => line !== '');
  const facts = [
    ['Company', data.name],
    ['Address', lines.join('\n')],
    ['Telephone', data.telephone],
    ['E-mail', data.email],
    ['Website', data.website ?? ''],
    ['Our id of your company', data.id],
  ] as const;
  return (
    <Stack gap="xs" className={styles['sent'] ?? ''}>
      <Title order={3}>Data that will be sent</Title>
      <dl className={styles['facts']}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Stack>
  );
}

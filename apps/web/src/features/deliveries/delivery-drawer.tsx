import { resendDelivery, type Delivery } from '@leads/contract/deliveries';
import { Button, CopyButton, Drawer, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { toastProblem } from '#web/ui/show/toast.ts';
import { AttemptTimeline } from './attempt-timeline.tsx';
import styles from './delivery-drawer.module.css';
import { deliveryStateWords, toCurl, toReadableBody } from './delivery-words.ts';
import { deliveryKeys, deliveryQuery } from './queries.ts';

export interface DeliveryDrawerProps {
  id: string;
  mayResend: boolean;
  onClose: () => void;
}

/** One message at the side of the list: what was sent, what came back, and Resend. */
export function DeliveryDrawer({ id, mayResend, onClose }: DeliveryDrawerProps) {
  const { data, error, refetch } = useQuery(deliveryQuery(id));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(40rem, 100%)"
      title={data === undefined ? 'Delivery' : data.path.replace(/^\//, '')}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': 'Close delivery' }}
    >
      {data !== undefined && <Details delivery={data} mayResend={mayResend} />}
      {data === undefined && error !== null && (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && (
        <Stack gap="sm" aria-busy>
          <Skeleton height={120} />
          <Skeleton height={80} />
          <Skeleton height={240} />
        </Stack>
      )}
    </Drawer>
  );
}

function Details({ delivery, mayResend }: { delivery: Delivery; mayResend: boolean }) {
  const { tone, label } = deliveryStateWords[delivery.state];
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <StatePill tone={tone}>{label}</StatePill>
        {delivery.state === 'waiting' && delivery.nextAttemptAt !== null && (
          <Text c="dimmed">
            next try <RelativeTime at={delivery.nextAttemptAt} />
          </Text>
        )}
        <Group gap="xs" ml="auto">
          <Copy value={toCurl(delivery)}>Copy as curl</Copy>
          {mayResend && <Resend id={delivery.id} />}
        </Group>
      </Group>
      <Facts delivery={delivery} />
      <section>
        <Title order={3} mb="sm">
          Attempts
        </Title>
        <AttemptTimeline attempts={delivery.attemptList} />
      </section>
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={3}>Body</Title>
          <Copy value={delivery.body}>Copy body</Copy>
        </Group>
        <pre className={styles['code']}>{toReadableBody(delivery.body)}</pre>
      </section>
    </Stack>
  );
}

function Facts({ delivery }: { delivery: Delivery }) {
  const facts: [string, ReactNode][] = [
    [
      'Integration',
      <AnchorLink key="link" to="/integrations/$id" params={{ id: delivery.integrationId }}>
        {delivery.integrationName}
      </AnchorLink>,
    ],
    ['Tenant', <TenantLink key="tenant" delivery={delivery} />],
    ['Lead', <LeadLink key="lead" delivery={delivery} />],
    ['Created', <RelativeTime key="created" at={delivery.createdAt} />],
    ['Finished', <RelativeTime key="finished" at={delivery.finishedAt} />],
    ['Sent to', <code key="url">{delivery.url}</code>],
    ['webhook-id', <code key="id">{delivery.id}</code>],
  ];
  return (
    <dl className={styles['facts']}>
      {facts.map(([term, fact]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

function TenantLink({ delivery: { tenantId, tenantName } }: { delivery: Delivery }) {
  if (tenantId === null) return <>–</>;
  return (
    <AnchorLink to="/tenants/$tenantId" params={{ tenantId }}>
      {tenantName}
    </AnchorLink>
  );
}

function LeadLink({ delivery: { leadId, partnerBookingId } }: { delivery: Delivery }) {
  if (leadId === null) return <>{partnerBookingId || '–'}</>;
  return (
    <AnchorLink to="/leads/$leadId" params={{ leadId }}>
      {partnerBookingId}
    </AnchorLink>
  );
}

function Resend({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const resend = useMutation({
    mutationFn: () => call(resendDelivery, { params: { id } }),
    onSuccess: (sent) => queryClient.setQueryData(deliveryKeys.one(id), sent),
    onError: (err) => toastProblem(toCallProblem(err)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: deliveryKeys.all }),
  });
  return (
    <Button
      size="xs"
      leftSection={<IconRefresh size={18} />}
      loading={resend.isPending}
      onClick={() => resend.mutate()}
    >
      Resend
    </Button>
  );
}

function Copy({ value, children }: { value: string; children: string }) {
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="xs"
          onClick={copy}
          leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        >
          <span aria-live="polite">{copied ? 'Copied' : children}</span>
        </Button>
      )}
    </CopyButton>
  );
}

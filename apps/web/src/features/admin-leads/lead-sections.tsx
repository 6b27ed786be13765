import type { StaffLead } from '@leads/contract/admin-leads';
import { declineReasonLabels } from '@leads/contract/lead';
import { Alert, List, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { toDeliveryWords, toToldWords } from '#web/features/leads/page/timeline-entries.ts';
import styles from '#web/features/leads/page/timeline.module.css';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { FactList } from '#web/ui/show/fact-list.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';

interface Part {
  lead: StaffLead;
}

/** What the partner's booking left to wish for, as the partner was told it. */
export function Warnings({ lead: { warnings } }: Part) {
  if (warnings.length === 0) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title="The partner was warned"
    >
      <List size="sm">
        {[...new Set(warnings.map(({ message }) => message))].map((message) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** How the partner's service became the tenant's job, and where the lead went. */
export function Translation({ lead }: Part) {
  const { tenantId, integrationId, connectionId, trade, standardJobType, declineReason } = lead;
  const service =
    lead.partnerJobType === lead.serviceId
      ? lead.serviceId
      : `${lead.partnerJobType} (${lead.serviceId})`;
  const standard =
    standardJobType === null ? 'Not mapped' : [trade, standardJobType].filter(Boolean).join(' > ');
  return (
    <section aria-label="Translation">
      <Title order={3} mb="sm">
        Translation
      </Title>
      <FactList
        facts={[
          ['Partner’s service', service],
          ['Standard job type', standard],
          ['Tenant’s job type', lead.tenantJobType ?? 'Not chosen yet'],
          ['Business unit', lead.businessUnit ?? 'Not chosen yet'],
          ['Declined', declineReason === null ? null : declineReasonLabels[declineReason]],
          [
            'Tenant',
            <AnchorLink key="tenant" to="/tenants/$tenantId" params={{ tenantId }}>
              {lead.tenantName}
            </AnchorLink>,
          ],
          [
            'Integration',
            <AnchorLink key="integration" to="/integrations/$id" params={{ id: integrationId }}>
              {lead.integrationName}
            </AnchorLink>,
          ],
          [
            'Account',
            <AnchorLink
              key="account"
              to="/integrations/$id/tenants/$connectionId"
              params={{ id: integrationId, connectionId }}
            >
              {lead.accountId}
            </AnchorLink>,
          ],
          ['Profile', lead.profileName],
          ['Lead id', <code key="id">{lead.id}</code>],
        ]}
      />
    </section>
  );
}

/** What the partner was told, each message with its address. */
export function Deliveries({ lead: { deliveries } }: Part) {
  return (
    <section aria-label="Deliveries of the lead">
      <Title order={3} mb="sm">
        Deliveries
      </Title>
      {deliveries.length === 0 && <Text c="dimmed">Nothing was sent to the partner yet.</Text>}
      <ol className={styles['list']}>
        {deliveries.map((delivery) => {
          const { tone, label } = toDeliveryWords(delivery);
          return (
            <li key={delivery.id} className={styles['entry']}>
              <AnchorLink to="/deliveries/$id" params={{ id: delivery.id }}>
                {toToldWords(delivery.path)}
              </AnchorLink>
              <div>
                <StatePill tone={tone}>{label}</StatePill>
              </div>
              <Text c="dimmed" size="xs">
                <RelativeTime at={delivery.createdAt} />
              </Text>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What was done with the lead, newest first; notes without their words. */
export function Timeline({ lead: { activities } }: Part) {
  return (
    <section aria-label="Timeline">
      <Title order={3} mb="sm">
        Timeline
      </Title>
      <ol className={styles['list']}>
        {activities.toReversed().map((activity) => (
          <li key={activity.id} className={styles['entry']}>
            <Text fw={550}>{activity.text}</Text>
            <Text c="dimmed" size="xs">
              {activity.actorName} · <RelativeTime at={activity.at} />
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}

import { Button, Group, Modal, Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AcceptedBy } from '../connect/agreement-text.tsx';
import { agreementQuery } from '../queries.ts';
import { AcceptedVersions } from './accepted-versions.tsx';

export interface AgreementCardProps {
  tenantId: string;
  integrationId: string;
}

/** Who accepted which version when; each with its text, as the older one holds for what is connected while a newer one waits. */
export function AgreementCard({ tenantId, integrationId }: AgreementCardProps) {
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(agreementQuery(tenantId, integrationId));
  return (
    <Paper component="section" withBorder p="lg" aria-label="Agreement">
      <Group justify="space-between" gap="sm">
        <div>
          <Title order={2}>Agreement</Title>
          {data === undefined ? (
            <Skeleton h={14} w={240} my={3} />
          ) : (
            <Text c="dimmed">
              <AcceptedBy agreement={data} />
            </Text>
          )}
        </div>
        <Button variant="default" onClick={() => setOpened(true)} disabled={data === undefined}>
          View
        </Button>
      </Group>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Accepted agreements" size="lg">
        <AcceptedVersions tenantId={tenantId} integrationId={integrationId} />
      </Modal>
    </Paper>
  );
}

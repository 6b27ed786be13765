import type { Agreement } from '@leads/contract/tenant-agreement';
import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { VersionChanges } from '#web/features/agreements/version-changes.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toast } from '#web/ui/show/toast.ts';
import { AskWhom } from '../ask-whom.tsx';
import { AgreementText } from '../connect/agreement-text.tsx';
import type { StepProps } from '../connect/step-props.ts';
import { useAcceptAgreement } from '../connect/use-accept-agreement.ts';
import { agreementQuery } from '../queries.ts';

/** A newer version than the accepted one waits: nothing stops, and it can be read and accepted in its place. */
export function NewAgreement({ tenantId, integration, mayConnect }: StepProps) {
  const [opened, setOpened] = useState(false);
  const { data, error, refetch } = useQuery(agreementQuery(tenantId, integration.id));
  if (integration.paused) return null;
  return (
    <Alert
      color="yellow"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title="The agreement has a new version"
    >
      <Text>
        What is connected keeps working. To connect another account or to sign in again, an owner or
        administrator accepts it first. {!mayConnect && <AskWhom tenantId={tenantId} />}
      </Text>
      {data === undefined && error !== null ? (
        <Group gap="sm" mt="xs" role="alert">
          <Text>It could not be loaded.</Text>
          <Button size="xs" variant="default" onClick={() => void refetch()}>
            Try again
          </Button>
        </Group>
      ) : (
        <Button
          size="xs"
          variant="default"
          mt="xs"
          loading={data === undefined}
          onClick={() => setOpened(true)}
        >
          {mayConnect ? 'Read and accept' : 'Read'}
        </Button>
      )}
      {data !== undefined && (
        <Modal
          opened={opened}
          onClose={() => setOpened(false)}
          title={`${data.title}, version ${data.version}`}
          size="lg"
        >
          <Reading
            tenantId={tenantId}
            integrationId={integration.id}
            agreement={data}
            mayAccept={mayConnect}
            onClose={() => setOpened(false)}
          />
        </Modal>
      )}
    </Alert>
  );
}

interface ReadingProps {
  tenantId: string;
  integrationId: string;
  agreement: Agreement;
  mayAccept: boolean;
  onClose: () => void;
}

function Reading({ tenantId, integrationId, agreement, mayAccept, onClose }: ReadingProps) {
  const { id, title, body, acceptedBefore } = agreement;
  const [view, setView] = useState('changes');
  const accept = useAcceptAgreement({
    tenantId,
    integrationId,
    agreementId: id,
    onAccepted: () => {
      onClose();
      toast('Accepted. Everything goes on as before.');
    },
  });
  return (
    <Stack gap="md">
      {acceptedBefore !== null && (
        <SegmentedControl
          aria-label="What is shown"
          value={view}
          onChange={setView}
          data={[
            { value: 'changes', label: `Changes since version ${acceptedBefore.version}` },
            { value: 'text', label: 'Whole text' },
          ]}
        />
      )}
      {acceptedBefore !== null && view === 'changes' ? (
        <VersionChanges text={{ title, body, previous: acceptedBefore }} onlyChanges />
      ) : (
        <AgreementText agreement={agreement} />
      )}
      {accept.error !== null && <ProblemAlert problem={toCallProblem(accept.error)} />}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {mayAccept ? 'Not now' : 'Close'}
        </Button>
        {mayAccept && (
          <Button loading={accept.isPending} onClick={() => accept.mutate()}>
            Accept version {agreement.version}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

import type { Integration } from '@leads/contract/integrations';
import { sendTestEvent, type WebhookPath } from '@leads/contract/test-events';
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { testEventGroups } from './test-event-choices.ts';
import { TestEventReport } from './test-event-report.tsx';

export interface TestEventDialogProps {
  integration: Integration;
  opened: boolean;
  onClose: () => void;
}

/** Sends one sample message to the saved address, and shows what went out and what came back. */
export function TestEventDialog({ integration, opened, onClose }: TestEventDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Send test event" size="lg" centered={false}>
      <TestEvent integration={integration} onClose={onClose} />
    </Modal>
  );
}

function TestEvent({ integration, onClose }: Omit<TestEventDialogProps, 'opened'>) {
  const groups = testEventGroups(integration.webhooks);
  const [path, setPath] = useState<WebhookPath>('/leads/accepted');
  const send = useMutation({
    mutationFn: () => call(sendTestEvent, { params: { id: integration.id }, body: { path } }),
  });
  return (
    <Stack gap="md">
      <Text>
        A sample message goes to the saved address, signed like a real one. Its ids start with
        TEST-. It is tried once, and kept nowhere.
      </Text>
      <Group gap="sm" align="flex-end" wrap="nowrap">
        <Select
          label="Event"
          data={groups}
          value={path}
          onChange={(value) => {
            send.reset();
            if (value !== null) setPath(value as WebhookPath);
          }}
          allowDeselect={false}
          checkIconPosition="right"
          maxDropdownHeight={320}
          comboboxProps={{ withinPortal: false }}
          style={{ flex: 1 }}
          data-autofocus
        />
        <Button
          leftSection={<IconSend size={18} />}
          loading={send.isPending}
          onClick={() => send.mutate()}
        >
          {send.data === undefined ? 'Send' : 'Send again'}
        </Button>
      </Group>
      <div aria-live="polite">
        {send.error !== null && <ProblemAlert problem={toCallProblem(send.error)} />}
        {send.data !== undefined && !send.isPending && <TestEventReport result={send.data} />}
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Stack>
  );
}

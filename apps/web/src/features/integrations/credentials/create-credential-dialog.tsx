import { createCredential, type NewCredential } from '@leads/contract/credentials';
import { partnerAuthorizationLabels } from '@leads/contract/integration-general';
import type { Integration } from '@leads/contract/integrations';
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { call } from '#web/api/call.ts';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { HandOverChoice } from './hand-over-choice.tsx';

export interface CreateCredentialDialogProps {
  integration: Integration;
  opened: boolean;
  onClose: () => void;
  onCreated: (made: NewCredential) => void;
}

/** Asks for what a new credential is: live or sandbox, with or without an end. */
export function CreateCredentialDialog(props: CreateCredentialDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Create credential">
      <DialogForm {...props} />
    </Modal>
  );
}

function DialogForm({ integration, onClose, onCreated }: CreateCredentialDialogProps) {
  const [mode, setMode] = useState<'live' | 'sandbox'>('live');
  const [endsOn, setEndsOn] = useState('');
  const [byLink, setByLink] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallProblem>();
  const fault = problem?.errors.find(({ pointer }) => pointer === '/expiresAt')?.message;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    try {
      const made = await call(createCredential, {
        params: { id: integration.id },
        body: {
          mode,
          handOver: byLink,
          expiresAt: endsOn === '' ? null : new Date(`${endsOn}T23:59:59`).toISOString(),
        },
      });
      onClose();
      onCreated(made);
    } catch (err) {
      setProblem(toCallProblem(err));
      setBusy(false);
    }
  };
  const kind = partnerAuthorizationLabels[integration.general.partnerAuthorizationType];
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Text c="dimmed">{kind}, as General Information says now.</Text>
        <Radio.Group
          label="Mode"
          value={mode}
          onChange={(next) => setMode(next as 'live' | 'sandbox')}
        >
          <Stack gap="sm" mt={4}>
            <Radio
              value="live"
              label="Live"
              description="Leads reach the partner’s tenants."
              data-autofocus
            />
            <Radio
              value="sandbox"
              label="Sandbox"
              description="Leads reach a built-in test tenant only."
            />
          </Stack>
        </Radio.Group>
        <TextInput
          type="date"
          label="Expires on"
          description="Works until the end of that day, your time. Empty: it does not expire."
          value={endsOn}
          onChange={(event) => {
            setEndsOn(event.currentTarget.value);
            setProblem(undefined);
          }}
          error={fault}
          maw={220}
        />
        <HandOverChoice value={byLink} onChange={setByLink} />
        {problem !== undefined && fault === undefined && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Create credential
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

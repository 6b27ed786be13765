import { InviteBody, inviteStaff, type OneTimeLink } from '@leads/contract/staff';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { LinkPanel } from './link-panel.tsx';
import { staffKeys } from './queries.ts';
import { RoleChoice } from './role-choice.tsx';

export interface InviteDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Asks whom to invite, then shows the link, which a click beside the dialog does not lose. */
export function InviteDialog({ opened, onClose }: InviteDialogProps) {
  const [made, setMade] = useState<{ name: string; link: OneTimeLink }>();
  const close = (): void => {
    onClose();
    setMade(undefined);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made === undefined ? 'Invite to the staff' : `${made.name} is invited`}
      closeOnClickOutside={made === undefined}
      size="lg"
    >
      {made === undefined ? (
        <InviteForm onClose={close} onMade={(name, link) => setMade({ name, link })} />
      ) : (
        <LinkPanel {...made} onDone={close} />
      )}
    </Modal>
  );
}

interface InviteFormProps {
  onClose: () => void;
  onMade: (name: string, link: OneTimeLink) => void;
}

function InviteForm({ onClose, onMade }: InviteFormProps) {
  const queryClient = useQueryClient();
  const form = useContractForm(InviteBody, { name: '', email: '', role: 'viewer' });
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async (body) => {
      const { user, link } = await call(inviteStaff, { body });
      onMade(user.name, link);
      await queryClient.invalidateQueries({ queryKey: staffKeys.all });
    },
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {refusal !== undefined && (
          <ProblemAlert problem={refusal.problem} faults={refusal.faults} />
        )}
        <TextInput label="Name" data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="E-mail"
          description="What the person signs in with."
          type="email"
          {...form.getInputProps('email')}
        />
        <RoleChoice {...form.getInputProps('role')} />
        <Text c="dimmed">
          You get a one-time link to hand over. It works for 24 hours; no e-mail is sent.
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

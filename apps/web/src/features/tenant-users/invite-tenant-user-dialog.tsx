import type { TenantRole } from '@leads/contract/action';
import type { OneTimeLink } from '@leads/contract/staff';
import { inviteTenantUser, InviteTenantUserBody } from '@leads/contract/tenant-users';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { LinkPanel } from '#web/features/staff/link-panel.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { tenantUserKeys } from './queries.ts';
import { TenantRoleChoice } from './tenant-role-choice.tsx';

export interface InviteTenantUserDialogProps {
  tenantId: string;
  tenantName: string;
  ownRole: TenantRole;
  opened: boolean;
  onClose: () => void;
}

/** Asks whom to invite, then shows the link, which a click beside the dialog does not lose. */
export function InviteTenantUserDialog(props: InviteTenantUserDialogProps) {
  const { tenantId, tenantName, ownRole, opened, onClose } = props;
  const [made, setMade] = useState<{ name: string; link: OneTimeLink }>();
  const close = (): void => {
    onClose();
    setMade(undefined);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made === undefined ? `Invite to ${tenantName}` : `${made.name} is invited`}
      closeOnClickOutside={made === undefined}
      size="lg"
    >
      {made === undefined ? (
        <InviteForm
          tenantId={tenantId}
          ownRole={ownRole}
          onClose={close}
          onMade={(name, link) => setMade({ name, link })}
        />
      ) : (
        <LinkPanel {...made} onDone={close} />
      )}
    </Modal>
  );
}

interface InviteFormProps {
  tenantId: string;
  ownRole: TenantRole;
  onClose: () => void;
  onMade: (name: string, link: OneTimeLink) => void;
}

function InviteForm({ tenantId, ownRole, onClose, onMade }: InviteFormProps) {
  const queryClient = useQueryClient();
  const form = useContractForm(InviteTenantUserBody, { name: '', email: '', role: 'office' });
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async (body) => {
      const { user, link } = await call(inviteTenantUser, { params: { tenantId }, body });
      onMade(user.name, link);
      await queryClient.invalidateQueries({ queryKey: tenantUserKeys.all(tenantId) });
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
        <TenantRoleChoice ownRole={ownRole} {...form.getInputProps('role')} />
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

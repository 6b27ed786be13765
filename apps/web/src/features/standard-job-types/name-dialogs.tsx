import {
  addStandardJobType,
  addTrade,
  CatalogueName,
  renameStandardJobType,
  renameTrade,
  type CatalogueTrade,
  type CatalogueType,
} from '@leads/contract/standard-job-types';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { call } from '#web/api/call.ts';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { staleWithCatalogue } from './queries.ts';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
}

export function AddTradeDialog(props: DialogProps) {
  return (
    <NameDialog
      {...props}
      title="Add trade"
      label="Trade"
      help="Partners and tenants see it once it has a job type."
      verb="Add trade"
      onSend={(name) => call(addTrade, { body: { name } })}
    />
  );
}

export function AddTypeDialog({ trade, ...props }: DialogProps & { trade: CatalogueTrade }) {
  return (
    <NameDialog
      {...props}
      title={`Add job type to ${trade.name}`}
      label="Standard job type"
      help="It can be mapped at once, by every integration and every tenant."
      verb="Add job type"
      onSend={(name) => call(addStandardJobType, { params: { id: trade.id }, body: { name } })}
    />
  );
}

const renameHelp =
  'Everybody sees the new name at once. Mappings stay, and the old name stays valid in imports.';

export function RenameTradeDialog({ trade, ...props }: DialogProps & { trade: CatalogueTrade }) {
  const { id, version } = trade;
  return (
    <NameDialog
      {...props}
      title={`Rename ${trade.name}`}
      label="Trade"
      before={trade.name}
      help={renameHelp}
      verb="Rename"
      onSend={(name) => call(renameTrade, { params: { id }, body: { version, name } })}
    />
  );
}

export function RenameTypeDialog({ type, ...props }: DialogProps & { type: CatalogueType }) {
  const { id, version } = type;
  return (
    <NameDialog
      {...props}
      title={`Rename ${type.name}`}
      label="Standard job type"
      before={type.name}
      help={renameHelp}
      verb="Rename"
      onSend={(name) => call(renameStandardJobType, { params: { id }, body: { version, name } })}
    />
  );
}

interface NameDialogProps extends DialogProps {
  title: string;
  label: string;
  help: string;
  verb: string;
  before?: string;
  onSend: (name: string) => Promise<unknown>;
}

function NameDialog(props: NameDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <NameForm {...props} />
    </Modal>
  );
}

const Name = z.object({ name: CatalogueName });

function NameForm({ label, help, verb, before = '', onSend, onClose }: NameDialogProps) {
  const queryClient = useQueryClient();
  const form = useContractForm(Name, { name: before });
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async ({ name }) => {
      if (name.trim() !== before) await onSend(name.trim());
      await Promise.all(
        staleWithCatalogue.map((queryKey) => queryClient.invalidateQueries({ queryKey })),
      );
      onClose();
    },
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {refusal !== undefined && <ProblemAlert {...refusal} />}
        <TextInput
          label={label}
          description={help}
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={saving}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { pastedIdsMax, resolveTenants, type ResolvedTenants } from '@leads/contract/tenant-access';
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import type { AccessChanges } from './access-changes.ts';
import { PastedSummary } from './pasted-summary.tsx';
import { toPastedIds } from './pasted-ids.ts';
import type { Tenant } from './queries.ts';

export interface PasteIdsDialogProps {
  integrationId: string;
  changes: AccessChanges;
  opened: boolean;
  onClose: () => void;
  onEnable: (tenants: Tenant[]) => void;
}

/** Enables many tenants at once by their ids: paste, look at what was found, add to the changes to save. */
export function PasteIdsDialog({ opened, onClose, ...props }: PasteIdsDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Enable tenants by id" size="lg">
      <PasteIds {...props} onClose={onClose} />
    </Modal>
  );
}

function PasteIds(props: Omit<PasteIdsDialogProps, 'opened'>) {
  const { integrationId, changes, onClose, onEnable } = props;
  const [text, setText] = useState('');
  const ids = toPastedIds(text);
  const resolve = useMutation({
    mutationFn: () => call(resolveTenants, { params: { id: integrationId }, body: { ids } }),
  });
  const tooMany = ids.length > pastedIdsMax;
  if (resolve.data !== undefined) {
    const toEnable = notEnabled(resolve.data, changes);
    return (
      <Stack gap="md">
        <PastedSummary resolved={resolve.data} toEnable={toEnable} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => resolve.reset()}>
            Back
          </Button>
          <Button
            data-autofocus
            disabled={toEnable.length === 0}
            onClick={() => {
              onEnable(toEnable);
              onClose();
            }}
          >
            {toEnable.length === 0
              ? 'Nothing to enable'
              : `Enable ${toCountedWords(toEnable.length, 'tenant')}`}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <Textarea
        label="Tenant ids"
        description="Ours, or those of the host platform; one per line, or with commas between."
        placeholder={'tenant-1001\ntenant-1002'}
        rows={8}
        autosize={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={
          tooMany &&
          `These are ${toCountedWords(ids.length, 'id')}. Paste at most ${pastedIdsMax.toLocaleString()} at once.`
        }
        data-autofocus
      />
      {resolve.error !== null && <ProblemAlert problem={toCallProblem(resolve.error)} />}
      <Group justify="space-between" gap="sm">
        <Text component="output" c="dimmed">
          {ids.length > 0 && toCountedWords(ids.length, 'id')}
        </Text>
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={resolve.isPending}
            disabled={ids.length === 0 || tooMany}
            onClick={() => resolve.mutate()}
          >
            Find tenants
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

/** Those that are not enabled as saved, nor by a change that waits. */
function notEnabled({ found }: ResolvedTenants, changes: AccessChanges): Tenant[] {
  return found.filter(({ id, enabled }) => !(changes.get(id)?.enabled ?? enabled));
}

import type { Lead, LeadPerson } from '@leads/contract/lead';
import { releaseLead, takeLead } from '@leads/contract/lead-desk';
import { Button, Group, Text } from '@mantine/core';
import { IconEye, IconUser } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { toastProblem } from '#web/ui/show/toast.ts';
import { leadKeys, useTakeLead } from '../queries.ts';
import { usePresence } from './use-presence.ts';
import { toViewerWords } from './viewer-words.ts';

export interface DeskLineProps {
  tenantId: string;
  lead: Lead;
  /** The reader. */
  userId: string;
}

/** Who works the lead, and who else has it open: so that no customer is called twice. */
export function DeskLine({ tenantId, lead, userId }: DeskLineProps) {
  usePresence(tenantId, lead.id);
  const hand = useHand(tenantId, lead);
  const { takenBy } = lead;
  const isMine = takenBy?.userId === userId;
  return (
    <Group component="section" aria-label="Who is on it" gap="md" mb="lg">
      <Group gap="xs">
        <IconUser size={18} aria-hidden />
        <Text component="span" c={takenBy === null ? 'dimmed' : undefined}>
          {toHolderWords(takenBy, isMine)}
        </Text>
        {lead.acts.includes('lead.take') && (
          <Button
            size="xs"
            variant="default"
            loading={hand.isPending}
            onClick={() => hand.mutate(isMine ? releaseLead : takeLead)}
          >
            {isMine ? 'Release' : takenBy === null ? 'Take' : 'Take over'}
          </Button>
        )}
      </Group>
      <Text component="output" c="dimmed">
        {lead.viewers.length > 0 && (
          <>
            <IconEye size={18} style={{ verticalAlign: '-4px' }} aria-hidden />{' '}
            {toViewerWords(lead.viewers)}
          </>
        )}
      </Text>
    </Group>
  );
}

function toHolderWords(takenBy: LeadPerson | null, isMine: boolean): string {
  if (takenBy === null) return 'Nobody is on it';
  return isMine ? 'You are on it' : `${takenBy.name} is on it`;
}

/** Whoever comes second reads who was first, and sees it. */
function useHand(tenantId: string, { id: leadId, takenBy }: Lead) {
  const queryClient = useQueryClient();
  const take = useTakeLead(tenantId);
  return useMutation({
    mutationFn: (endpoint: typeof takeLead | typeof releaseLead) =>
      call(endpoint, {
        params: { tenantId, leadId },
        body: { takenById: takenBy?.userId ?? null },
      }),
    onSuccess: take,
    onError: (err) => {
      toastProblem(toCallProblem(err));
      void queryClient.invalidateQueries({ queryKey: leadKeys.one(tenantId, leadId) });
    },
  });
}

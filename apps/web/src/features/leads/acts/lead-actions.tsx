import { acceptLead, reopenLead } from '@leads/contract/leads';
import type { Lead } from '@leads/contract/lead';
import { ActionIcon, Button, Menu, Stack, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { toast, toastProblem } from '#web/ui/show/toast.ts';
import { leadKeys, useTakeLead } from '../queries.ts';
import { findNextAct, listOtherActs, toActLabel, type LeadButton } from './lead-acts.ts';

export interface LeadActionsProps {
  tenantId: string;
  lead: Lead;
  /** Opens the dialog of an act that has one. */
  onAsk: (act: LeadButton) => void;
  /** A bar under the thumb: the next act, and a menu of the others. */
  compact: boolean;
}

/** The one next act as the big button, then the others. */
export function LeadActions({ tenantId, lead, onAsk, compact }: LeadActionsProps) {
  const direct = useDirectAct(tenantId, lead);
  const press = (act: LeadButton): void => {
    if (act === 'lead.accept' || act === 'lead.reopen') direct.mutate(act);
    else onAsk(act);
  };
  const next = findNextAct(lead);
  const others = listOtherActs(lead);
  const big = next !== undefined && (
    <Button size="md" fullWidth loading={direct.isPending} onClick={() => press(next)}>
      {toActLabel(next, lead.state)}
    </Button>
  );
  if (compact) {
    return (
      <>
        {big}
        {others.length > 0 && <OtherActsMenu lead={lead} acts={others} onPress={press} />}
      </>
    );
  }
  return (
    <Stack gap="sm">
      {big}
      {others.map((act) => (
        <Button
          key={act}
          variant={act === 'lead.erase' ? 'subtle' : 'default'}
          {...(act === 'lead.erase' ? { color: 'red' } : {})}
          fullWidth
          onClick={() => press(act)}
        >
          {toActLabel(act, lead.state)}
        </Button>
      ))}
      {next === undefined && others.every((act) => act === 'lead.erase') && (
        <Text c="dimmed">{endWords[lead.state] ?? 'Nothing is left to do here.'}</Text>
      )}
    </Stack>
  );
}

const endWords: Partial<Record<Lead['state'], string>> = {
  invoiced: 'The partner has the invoice. A further one starts from a new estimate.',
  canceled: 'The customer canceled. Nothing is left to do here.',
};

interface OtherActsMenuProps {
  lead: Lead;
  acts: readonly LeadButton[];
  onPress: (act: LeadButton) => void;
}

function OtherActsMenu({ lead, acts, onPress }: OtherActsMenuProps) {
  return (
    <Menu position="top-end" withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={42} aria-label="More actions">
          <IconDots size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item
            key={act}
            py={12}
            {...(act === 'lead.erase' ? { color: 'red' } : {})}
            onClick={() => onPress(act)}
          >
            {toActLabel(act, lead.state)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const directActs = {
  'lead.accept': { endpoint: acceptLead, done: 'Accepted' },
  'lead.reopen': { endpoint: reopenLead, done: 'Reopened' },
} as const;

/** Acts that need nothing more. Whoever lost a race reads who did what, and sees the lead as it is now. */
function useDirectAct(tenantId: string, lead: Lead) {
  const queryClient = useQueryClient();
  const take = useTakeLead(tenantId);
  return useMutation({
    mutationFn: (act: keyof typeof directActs) =>
      call(directActs[act].endpoint, {
        params: { tenantId, leadId: lead.id },
        body: { version: lead.version },
      }),
    onSuccess: (saved, act) => {
      take(saved);
      toast(directActs[act].done);
    },
    onError: (err) => {
      toastProblem(toCallProblem(err));
      void queryClient.invalidateQueries({ queryKey: leadKeys.one(tenantId, lead.id) });
    },
  });
}

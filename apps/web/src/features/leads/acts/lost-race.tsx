import type { Lead } from '@leads/contract/lead';
import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { leadStateWords } from '../lead-state-words.ts';
import { leadKeys, leadQuery } from '../queries.ts';
import type { ActDialogProps } from './act-dialog.tsx';

/** Whether somebody else acted first. */
export function isLostRace({ code }: Pick<CallProblem, 'code'>): boolean {
  return code === 'changed_meanwhile' || code === 'lead_state';
}

/** Runs an act; when somebody else was first, its dialog gets the lead as it is now before the problem goes on. */
export function useNewer({ tenantId, lead, onNewer }: ActDialogProps) {
  const queryClient = useQueryClient();
  return async <Result,>(act: () => Promise<Result>): Promise<Result> => {
    try {
      return await act();
    } catch (err) {
      if (isLostRace(toCallProblem(err))) {
        void queryClient.invalidateQueries({ queryKey: leadKeys.lists(tenantId) });
        onNewer(await queryClient.fetchQuery({ ...leadQuery(tenantId, lead.id), staleTime: 0 }));
      }
      throw err;
    }
  };
}

/** What the loser of a race can do now. */
export function StaleNote({ lead, verb, isOver }: { lead: Lead; verb: string; isOver: boolean }) {
  const now = `The lead is now ${leadStateWords[lead.state].label.toLowerCase()}`;
  return (
    <Text mt={4}>
      {isOver
        ? `${now}, so this cannot be done any more. What you typed stands here until you close.`
        : `${now}. What you typed is kept: press ${verb} to do it all the same.`}
    </Text>
  );
}

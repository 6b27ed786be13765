import { restoreIntegration } from '@leads/contract/integrations';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { toastProblem } from '#web/ui/show/toast.ts';
import { toastWithAction } from '#web/ui/show/toast-with-action.tsx';
import { keepIntegration } from '../queries.ts';

interface Restored {
  id: string;
  name: string;
}

/** Restores what was just deleted, under its own name, and says what is left to do. */
export function useUndoDelete(): (deleted: Restored) => void {
  const queryClient = useQueryClient();
  const tellRestored = useTellRestored();
  return ({ id, name }) => {
    call(restoreIntegration, { params: { id }, body: {} }).then(
      (saved) => {
        keepIntegration(queryClient, saved);
        tellRestored({ id, name });
      },
      (err: unknown) => toastProblem(toCallProblem(err)),
    );
  };
}

/** Says that one is back, and leads to it. */
export function useTellRestored(): (restored: Restored) => void {
  const navigate = useNavigate();
  return ({ id, name }) =>
    toastWithAction(`${name} is restored. It is inactive and needs a new credential.`, {
      label: 'Open',
      onAct: () => navigate({ to: '/integrations/$id', params: { id } }),
    });
}

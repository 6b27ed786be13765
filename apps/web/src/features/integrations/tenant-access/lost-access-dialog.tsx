import { useRef, useState, type ReactNode } from 'react';
import { localProblem, type CallProblem } from '#web/api/call-problem.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';

/**
 * Asks in the middle of a save whether connected tenants shall really lose access. The promise of `ask` is kept when
 * they shall, and broken with a problem in words when not.
 */
export function useAsk(): [ask: (problem: CallProblem) => Promise<void>, dialog: ReactNode] {
  const [problem, setProblem] = useState<CallProblem>();
  const answer = useRef<{ yes: () => void; no: () => void } | undefined>(undefined);
  const ask = (asked: CallProblem): Promise<void> =>
    new Promise((resolve, reject) => {
      setProblem(asked);
      answer.current = { yes: resolve, no: () => reject(notConfirmed) };
    });
  const close = (): void => {
    setProblem(undefined);
    // After yes this does nothing: a promise is settled once.
    answer.current?.no();
  };
  const dialog = (
    <Confirm
      opened={problem !== undefined}
      onClose={close}
      title="Take access from connected tenants?"
      verb="Save and disconnect them"
      danger
      onConfirm={async () => answer.current?.yes()}
    >
      {problem?.detail} Their open leads stay workable; new bookings for them are refused.
    </Confirm>
  );
  return [ask, dialog];
}

const notConfirmed = localProblem('confirmation_needed', {
  title: 'Nothing was saved',
  detail: 'The connected tenants keep their access. Enable them, or save again and confirm.',
});

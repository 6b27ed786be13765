import { useRef, useState, type ReactNode } from 'react';
import { localProblem, type CallProblem } from '#web/api/call-problem.ts';
import { Confirm } from './confirm.tsx';

export interface AskWords {
  /** The question, such as "Change the issuer?" */
  title: string;
  /** The verb on the button, such as "Save all the same". */
  verb: string;
  /** What going on also does, after the problem's own words. */
  more?: string;
  danger?: boolean;
  /** Stands in place of the answer "no": what is still as it was, and how to go on. */
  refusal: string;
}

/**
 * Asks in the middle of a save that answered `confirmation_needed` whether it shall go on; the dialog shows the
 * problem's own words. The promise of `ask` is kept when it shall, and broken with a problem in words when not.
 */
export function useAsk({
  title,
  verb,
  more,
  danger = false,
  refusal,
}: AskWords): [ask: (problem: CallProblem) => Promise<void>, dialog: ReactNode] {
  const [problem, setProblem] = useState<CallProblem>();
  const answer = useRef<{ yes: () => void; no: () => void } | undefined>(undefined);
  const ask = (asked: CallProblem): Promise<void> =>
    new Promise((resolve, reject) => {
      setProblem(asked);
      const words = { title: 'Nothing was saved', detail: refusal };
      answer.current = {
        yes: resolve,
        no: () => reject(localProblem('confirmation_needed', words)),
      };
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
      title={title}
      verb={verb}
      danger={danger}
      onConfirm={async () => answer.current?.yes()}
    >
      {problem?.detail} {more}
    </Confirm>
  );
  return [ask, dialog];
}

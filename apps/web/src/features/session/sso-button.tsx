import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { toCallProblem } from '#web/api/call-problem.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { startSso } from './authenticate.ts';

export interface SsoButtonProps {
  label: string;
  returnPath: string;
}

/** Leaves for the company's sign-in page. */
export function SsoButton({ label, returnPath }: SsoButtonProps) {
  const start = useMutation({
    mutationFn: () => startSso(returnPath),
    onSuccess: (url) => globalThis.location.assign(url),
  });
  return (
    <>
      {start.error !== null && <ProblemAlert problem={toCallProblem(start.error)} />}
      <Button
        variant="default"
        fullWidth
        loading={start.isPending || start.isSuccess}
        onClick={() => start.mutate()}
      >
        {label}
      </Button>
    </>
  );
}

import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { toCallProblem } from '#web/api/call-problem.ts';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { ShellOrBare } from './in-shell.tsx';
import { RouteNotFound } from './route-not-found.tsx';

/** Stands for a page whose guard, loader or rendering failed. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (toCallProblem(error).code === 'not_found') return <RouteNotFound />;
  const retry = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <ShellOrBare>
      <ErrorState error={error} onRetry={retry} whole />
    </ShellOrBare>
  );
}

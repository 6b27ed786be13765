import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { CallProblem } from './call-problem.ts';

/** Failures that a repeat may mend; all others are answers. */
function isPassing(err: unknown): boolean {
  return err instanceof CallProblem && (err.code === 'unavailable' || err.code === 'rate_limited');
}

/**
 * The one store of server state. `onSignedOut` is called when any query or change finds that the session has ended;
 * it may be called several times in a row.
 */
export function createQueryClient({ onSignedOut }: { onSignedOut: () => void }): QueryClient {
  const onError = (err: unknown): void => {
    if (err instanceof CallProblem && err.code === 'unauthenticated') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, err) => failures < 2 && isPassing(err),
        retryDelay: (failures, err) =>
          (err instanceof CallProblem && err.retryAfterSeconds !== undefined
            ? Math.min(err.retryAfterSeconds, 10)
            : 2 ** failures) * 1000,
      },
      mutations: { retry: false },
    },
  });
}

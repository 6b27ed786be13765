import type { Session } from '@leads/contract/session';
import type { QueryClient } from '@tanstack/react-query';
import { redirect } from '@tanstack/react-router';
import { CallProblem } from '#web/api/call-problem.ts';
import { sessionQuery } from './queries.ts';

/** The session, or a redirect to the sign-in page that comes back to this address. For `beforeLoad`. */
export async function requireSession(
  queryClient: QueryClient,
  location: { href: string },
): Promise<Session> {
  try {
    return await queryClient.ensureQueryData({ ...sessionQuery, revalidateIfStale: true });
  } catch (err) {
    if (err instanceof CallProblem && err.code === 'unauthenticated') {
      throw redirect({
        to: '/sign-in',
        search: { returnTo: location.href === '/' ? undefined : location.href },
      });
    }
    throw err;
  }
}

import type { ReplyOf } from '@leads/contract/endpoint';
import type { getProfile as endpoint } from '@leads/contract/session';
import type { Context } from '#platform/act/context.ts';
import { toMethods } from '../users/select-staff.ts';
import { listSessions } from './list-sessions.ts';

/** How the user signs in, and the browsers that are signed in. */
export async function getProfile(
  ctx: Context,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<ReplyOf<typeof endpoint>> {
  const [methods, sessions] = await Promise.all([
    ctx.db
      .selectFrom('sign_in_method')
      .select('provider_id')
      .where('user_id', '=', userId)
      .execute(),
    listSessions(ctx.db, { userId, currentId: sessionId, now: ctx.clock.now() }),
  ]);
  return { methods: toMethods(methods.map(({ provider_id }) => provider_id)), sessions };
}

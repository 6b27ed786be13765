import type { StaffDetail } from '@leads/contract/staff';
import type { ActorOf } from '#platform/act/actor.ts';
import { requirePermission } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { listSessions } from '../sessions/list-sessions.ts';
import { requireStaff } from './select-staff.ts';

/**
 * One staff user with the browsers that are signed in, for admins.
 * @throws Problem `forbidden`, `not_found`
 */
export async function getStaff(ctx: Context<ActorOf<'staff'>>, id: string): Promise<StaffDetail> {
  requirePermission(ctx, 'staff.read');
  const now = ctx.clock.now();
  const user = await requireStaff(ctx.db, { id, now });
  const sessionList = await listSessions(ctx.db, {
    userId: id,
    currentId: ctx.actor.sessionId,
    now,
  });
  return { ...user, sessionList };
}

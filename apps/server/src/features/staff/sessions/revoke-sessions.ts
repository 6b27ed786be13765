import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { requireStaff } from '../users/select-staff.ts';
import { endSessions } from './end-sessions.ts';

const noSession = () =>
  new Problem('not_found', { detail: 'This session is not there, or it has ended already.' });

/**
 * An admin signs a staff user out of one browser, or of all but the one that asks.
 * @throws Problem `forbidden`; `not_found` for a user who is not staff, or a session of somebody else
 */
export async function revokeStaffSessions(
  ctx: Context<ActorOf<'staff'>>,
  { id, sessionId }: { id: string; sessionId?: string },
): Promise<void> {
  await change(ctx, 'session.revoke', async (tx) => {
    await requireStaff(tx, { id, now: ctx.clock.now() });
    const which = sessionId === undefined ? { exceptId: ctx.actor.sessionId } : { sessionId };
    const sessionsEnded = await endSessions(tx, { userId: id, ...which });
    if (sessionId !== undefined && sessionsEnded === 0) throw noSession();
    if (sessionsEnded === 0) return { value: undefined, audit: noAudit('there were none') };
    await sendHint(tx, { topic: 'staff', id });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'user', id },
        after: { sessionId: sessionId ?? 'all', sessionsEnded },
      },
    };
  });
}

/**
 * A user of either kind signs out of one of their own browsers, or everywhere. Audited as signing out.
 * @throws Problem `not_found` for a session of somebody else
 */
export async function revokeOwnSessions(
  ctx: Context,
  { userId, sessionId }: { userId: string; sessionId?: string },
): Promise<void> {
  await change(ctx, 'session.sign_out', async (tx) => {
    const which = sessionId === undefined ? {} : { sessionId };
    const sessionsEnded = await endSessions(tx, { userId, ...which });
    if (sessionsEnded === 0) throw noSession();
    await sendHint(tx, { topic: 'staff', id: userId });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'user', id: userId },
        after: { sessionId: sessionId ?? 'all', sessionsEnded, how: 'revoked by the user' },
      },
    };
  });
}

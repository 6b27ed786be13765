import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';

interface SessionFacts {
  sessionId: string;
  userId: string;
  ipAddress?: string | null | undefined;
  how: string;
}

/**
 * Records that somebody signed in or out, and notes the newest sign-in with the user; the session itself is the sign-in
 * library's to write.
 */
export async function auditSession(
  ctx: Context,
  action: 'session.sign_in' | 'session.sign_out',
  { sessionId, userId, ipAddress, how }: SessionFacts,
): Promise<void> {
  await change(ctx, action, async (tx) => {
    if (action === 'session.sign_in') {
      await tx
        .updateTable('sign_in_user')
        .set({ last_sign_in_at: ctx.clock.now() })
        .where('id', '=', userId)
        .execute();
    }
    await sendHint(tx, { topic: 'staff', id: userId });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'user', id: userId },
        after: { sessionId, ipAddress: ipAddress ?? null, how },
      },
    };
  });
}

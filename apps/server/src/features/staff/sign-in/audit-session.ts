import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';

interface SessionFacts {
  sessionId: string;
  userId: string;
  ipAddress?: string | null | undefined;
  how: string;
}

/** Records that somebody signed in or out; the session itself is the sign-in library's to write. */
export async function auditSession(
  ctx: Context,
  action: 'session.sign_in' | 'session.sign_out',
  { sessionId, userId, ipAddress, how }: SessionFacts,
): Promise<void> {
  await change(ctx, action, async () => ({
    value: undefined,
    audit: {
      subject: { kind: 'user', id: userId },
      after: { sessionId, ipAddress: ipAddress ?? null, how },
    },
  }));
}

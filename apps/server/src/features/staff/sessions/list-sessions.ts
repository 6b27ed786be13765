import type { UserSession } from '@leads/contract/staff';
import type { Reader } from '#platform/act/context.ts';

/** The browsers a user is signed in with, the newest sign-in first; `currentId` marks the one that asks. */
export async function listSessions(
  db: Reader,
  { userId, currentId, now }: { userId: string; currentId: string | null; now: Date },
): Promise<UserSession[]> {
  const rows = await db
    .selectFrom('sign_in_session')
    .select(['id', 'user_agent', 'ip_address', 'created_at', 'last_active_at', 'expires_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    current: row.id === currentId,
    userAgent: row.user_agent || null,
    ipAddress: row.ip_address || null,
    createdAt: row.created_at.toISOString(),
    lastActiveAt: row.last_active_at?.toISOString() ?? null,
    expiresAt: row.expires_at.toISOString(),
  }));
}

import type { Tx } from '#platform/act/context.ts';

interface Which {
  userId: string;
  /** Only this one. */
  sessionId?: string;
  /** All but this one. */
  exceptId?: string | null;
}

/** Ends sessions of one user, never of another; the next request of each finds nobody signed in. Answers how many. */
export async function endSessions(
  tx: Tx,
  { userId, sessionId, exceptId = null }: Which,
): Promise<number> {
  const ended = await tx
    .deleteFrom('sign_in_session')
    .where('user_id', '=', userId)
    .$if(sessionId !== undefined, (rows) => rows.where('id', '=', sessionId ?? ''))
    .$if(exceptId !== null, (rows) => rows.where('id', '<>', exceptId ?? ''))
    .returning('id')
    .execute();
  return ended.length;
}

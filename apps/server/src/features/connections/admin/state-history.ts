import { z } from 'zod';
import type { ConnectionDetail, ConnectionRow } from '@leads/contract/admin-tenants';
import { connectionStates } from '@leads/contract/tenant-integrations';
import type { ReadDb } from '#platform/act/context.ts';

const shownMax = 50;
const AfterState = z.object({ state: z.enum(connectionStates) });

/**
 * The states a connection went through, newest first, as the audit holds them. Where another act closed it (the
 * integration was deleted, the access taken away), the last step is in that act's audit and is told from the row.
 */
export async function readStateHistory(
  db: ReadDb,
  connection: ConnectionRow,
): Promise<ConnectionDetail['history']> {
  const entries = await db
    .selectFrom('audit_entry')
    .select(['at', 'actor_name as actorName', 'after'])
    .where('subject_kind', '=', 'connection')
    .where('subject_id', '=', connection.id)
    .orderBy('id', 'desc')
    .limit(shownMax)
    .execute();
  const steps = entries.flatMap(({ at, actorName, after }) => {
    const parsed = AfterState.safeParse(after);
    return parsed.success ? [{ at: at.toISOString(), state: parsed.data.state, actorName }] : [];
  });
  // An act that changed nothing of the state (a repeated answer) is no step.
  const changes = steps.filter(({ state }, index) => steps[index + 1]?.state !== state);
  if (changes[0]?.state === connection.state) return changes;
  return [{ at: connection.updatedAt, state: connection.state, actorName: '' }, ...changes];
}

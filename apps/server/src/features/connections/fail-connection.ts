import type { ConnectionFailure } from '@leads/contract/connection-results';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { openStates, transitions } from './connection-state.ts';

export interface FailRequest {
  tenantId: string;
  connectionId: string;
  code: ConnectionFailure;
  /** What the other side said, in words that may be shown. */
  detail?: string | null;
}

/**
 * Ends a request that cannot become a connection; a partner's `declined` ends it as declined. Answers false, and leaves
 * all as it is, when the request is not under way any more.
 */
export async function failConnection(tx: Tx, ctx: Context, request: FailRequest): Promise<boolean> {
  const { tenantId, connectionId, code, detail = null } = request;
  const act = code === 'declined' ? 'decline' : code === 'canceled' ? 'withdraw' : 'fail';
  const now = ctx.clock.now();
  const ended = await tx
    .updateTable('connection')
    .set({
      state: transitions[act].to.pending ?? 'failed',
      failure_code: code,
      failure_detail: detail,
      ended_at: now,
      updated_at: now,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .where('state', 'in', openStates)
    .returning('integration_id as integrationId')
    .executeTakeFirst();
  if (ended === undefined) return false;
  const { integrationId } = ended;
  await sendHint(tx, { topic: 'connections', id: connectionId, tenantId, integrationId });
  return true;
}

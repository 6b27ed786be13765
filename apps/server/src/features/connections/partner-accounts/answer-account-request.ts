import type { z } from 'zod';
import type { AccountAnswer } from '@leads/contract/partner-api';
import { Problem } from '@leads/contract/problem';
import type { ConnectionState } from '@leads/contract/tenant-integrations';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { AuditNote } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { completeConnection } from '../complete-connection.ts';
import type { CompleteResult } from '../complete-connection.ts';
import { requireNextState, transitions } from '../connection-state.ts';
import { failConnection } from '../fail-connection.ts';
import { lockIntegration } from '../lock-connections.ts';
import { requireRequest } from './find-request.ts';
import type { AccountRequest } from './find-request.ts';

type Answer = z.output<typeof AccountAnswer>;
type Account = NonNullable<Answer['account']>;
type PartnerContext = Context<ActorOf<'partner'>>;

/**
 * Takes a partner's answer to a pairing request, or, for a connected account, its new profiles.
 * @throws Problem `not_found` for a request of nobody or of another integration, `integration_inactive`,
 * `request_finished`, `account_already_connected` (the request is failed then; the holder is never named)
 */
export async function answerAccountRequest(
  ctx: PartnerContext,
  answer: Answer,
): Promise<Pick<Answer, 'requestId' | 'status'>> {
  const refused = await change(ctx, 'connection.answer', async (tx) => {
    await requireActive(tx, ctx.actor.integrationId);
    const request = await requireRequest(tx, ctx.actor, answer.requestId);
    const { status, account } = answer;
    const { value, after } =
      status === 'COMPLETED' && account !== undefined
        ? await complete(tx, ctx, { request, account })
        : { value: undefined, after: await move(tx, ctx, { request, status }) };
    return { value, audit: toAudit(request, after) };
  });
  // Thrown only now, so that what the refusal did to the request is kept.
  if (refused !== undefined) throw refused;
  return { requestId: answer.requestId, status: answer.status };
}

async function requireActive(tx: Tx, integrationId: string): Promise<void> {
  const integration = await lockIntegration(tx, integrationId);
  if (integration?.status === 'active') return;
  throw new Problem('integration_inactive', {
    detail:
      'The integration is switched off at the moment, so nothing can be connected. Ask your contact here.',
  });
}

interface After {
  state: ConnectionState;
  accountId: string | null;
  connectionId: string;
}

async function move(
  tx: Tx,
  ctx: PartnerContext,
  { request, status }: { request: AccountRequest; status: Answer['status'] },
): Promise<After | undefined> {
  const { tenantId, connectionId, integrationId } = request;
  const state = requireNextState(request.state, status === 'DECLINED' ? 'decline' : 'take');
  const isSame = state === request.state;
  if (status === 'DECLINED') {
    await failConnection(tx, ctx, { tenantId, connectionId, code: 'declined' });
  } else {
    // Said again it is news too: it puts off the end of a request that nobody answers.
    await tx
      .updateTable('connection')
      .set({ state, updated_at: ctx.clock.now() })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', connectionId)
      .where('state', 'in', Object.keys(transitions.take.to))
      .execute();
    if (!isSame)
      await sendHint(tx, { topic: 'connections', id: connectionId, tenantId, integrationId });
  }
  return isSame ? undefined : { state, accountId: null, connectionId };
}

async function complete(
  tx: Tx,
  ctx: PartnerContext,
  { request, account }: { request: AccountRequest; account: Account },
): Promise<{ value: Problem | undefined; after: After | undefined }> {
  const { tenantId, connectionId, integrationId } = request;
  requireNextState(request.state, 'complete');
  if (request.state === 'connected' && request.accountId !== account.id) {
    throw new Problem('request_finished', {
      detail:
        'This request was completed for another account. The tenant can send a new request for this one.',
    });
  }
  const done = await completeConnection(tx, ctx, {
    tenantId,
    connectionId,
    integrationId,
    account,
  });
  if (done.result !== 'refused') {
    const after = {
      state: 'connected',
      accountId: account.id,
      connectionId: done.connectionId,
    } as const;
    return { value: undefined, after };
  }
  const isFailed = done.code === 'account_already_connected' || done.code === 'one_account_only';
  return {
    value: toProblem(done.code),
    after: isFailed ? { state: 'failed', accountId: null, connectionId } : undefined,
  };
}

type RefusalCode = Extract<CompleteResult, { result: 'refused' }>['code'];

function toProblem(code: RefusalCode): Problem {
  switch (code) {
    case 'account_already_connected':
      return new Problem('account_already_connected', {
        detail:
          'This account is connected to another tenant. Disconnect it there first, or name another account.',
      });
    case 'one_account_only':
      return new Problem('request_finished', {
        detail:
          'The tenant has another account connected, and this integration takes one account per tenant.',
      });
    case 'integration_inactive':
      return new Problem('integration_inactive');
    case 'request_ended':
      return new Problem('request_finished', {
        detail: 'The request was ended meanwhile. The tenant can send a new one.',
      });
  }
}

function toAudit(
  request: AccountRequest,
  after: After | undefined,
): AuditNote | ReturnType<typeof noAudit> {
  if (after === undefined) return noAudit('nothing changed but the time of the last answer');
  const { tenantId, integrationId, state, accountId } = request;
  return {
    subject: {
      kind: 'connection',
      id: after.connectionId,
    },
    tenantId,
    integrationId,
    before: {
      state,
      accountId,
    },
    after: {
      state: after.state,
      accountId: after.accountId,
    },
  };
}

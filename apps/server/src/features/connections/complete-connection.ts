import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { publishAccountEvent } from '#features/webhooks/index.ts';
import { findNextState, requireNextState } from './connection-state.ts';
import { failConnection } from './fail-connection.ts';
import { lockAccount, lockConnections, lockIntegration } from './lock-connections.ts';
import type { LockedConnection } from './lock-connections.ts';
import { mergeRequest } from './merge-request.ts';
import { toRefreshColumns } from './refresh/refresh-columns.ts';
import { replaceProfiles } from './replace-profiles.ts';
import type { AccountProfile } from './replace-profiles.ts';
import { tellOfProfiles } from './tell-of-profiles.ts';

export interface CompleteRequest {
  tenantId: string;
  connectionId: string;
  integrationId: string;
  account: {
    id: string;
    name: string;
    profiles: readonly AccountProfile[];
    /** Nobody named the profiles: those that the account has are better. */
    areProfilesAssumed?: boolean;
  };
  /** Who signed in at the partner (Open ID Connect). */
  issuer?: string;
  subject?: string;
  /** Kept sealed, for the connection that the account ends up with; null forgets the one there was. */
  refreshToken?: string | null;
}

export type CompleteResult =
  /** `same_account`: it was connected already; name and profiles are fresh. */
  | { result: 'connected' | 'same_account'; connectionId: string }
  /** The request is failed where the account is the reason, and untouched otherwise. */
  | {
      result: 'refused';
      code:
        | 'account_already_connected'
        | 'one_account_only'
        | 'request_ended'
        | 'integration_inactive';
    };

/**
 * Links the tenant to the account. An account that the tenant had before keeps its connection, which is reopened, and
 * the newer request ends in it; an account that another tenant holds is refused without naming that tenant.
 */
export async function completeConnection(
  tx: Tx,
  ctx: Context,
  request: CompleteRequest,
): Promise<CompleteResult> {
  const { tenantId, connectionId, integrationId, account } = request;
  const integration = await lockIntegration(tx, integrationId);
  if (
    integration === undefined ||
    integration.deletedAt !== null ||
    integration.status !== 'active'
  )
    return { result: 'refused', code: 'integration_inactive' };
  await lockAccount(tx, { integrationId, accountId: account.id });
  const connections = await lockConnections(tx, { tenantId, integrationId });
  const own = connections.find((one) => one.id === connectionId);
  if (own === undefined || !mayComplete(own, account.id))
    return { result: 'refused', code: 'request_ended' };
  const others = connections.filter((one) => one.id !== connectionId);
  const known = findKnown(others, account.id);
  const target = known ?? own;
  const refusal = await findRefusal(tx, {
    request,
    others,
    // What is connected stays so, also after several accounts were switched off.
    isRoomNeeded: target.state !== 'connected' && !integration.multiAccount,
  });
  if (refusal !== undefined) {
    await failConnection(tx, ctx, { tenantId, connectionId, code: refusal });
    return { result: 'refused', code: refusal };
  }
  requireNextState(target.state, known === undefined ? 'complete' : 'reopen');
  if (known !== undefined) await mergeRequest(tx, { tenantId, request: own, into: known.id });
  const wasConnected = target.state === 'connected';
  await saveAccount(tx, ctx, { request, target, requested: own });
  const key = { tenantId, connectionId: target.id };
  const profilesChanged = await replaceProfiles(tx, key, account);
  if (!wasConnected) await publishAccountEvent(tx, ctx, { ...key, status: 'CONNECTED' });
  if (!wasConnected || profilesChanged)
    await tellOfProfiles(tx, ctx, { ...key, isNew: !wasConnected });
  await sendHint(tx, { topic: 'connections', id: target.id, tenantId, integrationId });
  return { result: wasConnected ? 'same_account' : 'connected', connectionId: target.id };
}

/** A connected request takes news of its own account only. */
function mayComplete(own: LockedConnection, accountId: string): boolean {
  if (findNextState(own.state, 'complete') === undefined) return false;
  return own.state !== 'connected' || own.accountId === accountId;
}

/** The tenant's other connection to this account: the connected one, else the newest that ended. */
function findKnown(others: readonly LockedConnection[], accountId: string) {
  const known = others.filter(
    (one) => one.accountId === accountId && findNextState(one.state, 'reopen') !== undefined,
  );
  return known.find((one) => one.state === 'connected') ?? known.at(-1);
}

async function findRefusal(
  tx: Tx,
  parts: { request: CompleteRequest; others: readonly LockedConnection[]; isRoomNeeded: boolean },
): Promise<'account_already_connected' | 'one_account_only' | undefined> {
  const { tenantId, integrationId, account } = parts.request;
  const holder = await tx
    .selectFrom('connection')
    .select('id')
    .where('integration_id', '=', integrationId)
    .where('account_id', '=', account.id)
    .where('state', '=', 'connected')
    .where('tenant_id', '<>', tenantId)
    .executeTakeFirst();
  if (holder !== undefined) return 'account_already_connected';
  const hasAnother = parts.others.some(
    (one) => one.state === 'connected' && one.accountId !== account.id,
  );
  return hasAnother && parts.isRoomNeeded ? 'one_account_only' : undefined;
}

async function saveAccount(
  tx: Tx,
  ctx: Context,
  parts: { request: CompleteRequest; target: LockedConnection; requested: LockedConnection },
): Promise<void> {
  const { request, target, requested } = parts;
  const { account, issuer, subject, refreshToken } = request;
  const now = ctx.clock.now();
  await tx
    .updateTable('connection')
    .set({
      state: 'connected',
      attention: null,
      account_id: account.id,
      updated_at: now,
      account_name: account.name === '' ? target.accountName : account.name,
      authorization_type: requested.authorizationType,
      requested_by: requested.requestedBy,
      requested_by_name: requested.requestedByName,
      requested_at: requested.requestedAt,
      failure_code: null,
      failure_detail: null,
      ended_at: null,
      ...(target.state === 'connected' ? {} : { connected_at: now }),
      ...(issuer === undefined ? {} : { issuer }),
      ...(subject === undefined ? {} : { subject }),
      ...(refreshToken === undefined
        ? {}
        : toRefreshColumns(ctx, { connectionId: target.id, refreshToken })),
    })
    .where('tenant_id', '=', request.tenantId)
    .where('id', '=', target.id)
    .execute();
}

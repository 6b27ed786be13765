import type { ConnectionAttention, ConnectionFailure } from '@leads/contract/connection-results';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { replaceProfiles } from '../replace-profiles.ts';
import type { NamedProfiles } from '../replace-profiles.ts';
import { tellOfProfiles } from '../tell-of-profiles.ts';
import type { ClaimedRefresh } from './claim-refresh.ts';
import { noRefresh } from './refresh-columns.ts';
import { isFailingLong, toNextRefresh, toNextRetry } from './refresh-schedule.ts';

export interface RefreshFault {
  code: ConnectionFailure | ConnectionAttention;
  /** A person has to look at it at once; faults that may pass are tried again first. */
  attention: ConnectionAttention | null;
  /** The token is of no use any more. */
  forgetsToken: boolean;
}

/**
 * Keeps what a refresh brought: name and profiles by the rule of COMPLETED, and the partner hears when they changed. An
 * attention is over. Does nothing to a connection that ended or was signed in anew meanwhile.
 */
export async function saveRefreshed(
  ctx: Context,
  claimed: ClaimedRefresh,
  account: { name: string } & NamedProfiles,
): Promise<void> {
  const { tenantId, connectionId, integrationId } = claimed;
  const key = { tenantId, connectionId };
  await change(ctx, 'connection.refresh', async (tx) => {
    const before = await lockClaimed(tx, claimed);
    if (before === undefined) return unchanged;
    const now = ctx.clock.now();
    const profilesChanged = await replaceProfiles(tx, key, account);
    const name = account.name === '' ? before.account_name : account.name;
    const isNews = profilesChanged || name !== before.account_name || before.attention !== null;
    await tx
      .updateTable('connection')
      .set({
        account_name: name,
        attention: null,
        refreshed_at: now,
        refresh_due_at: toNextRefresh(now, Math.random()),
        refresh_claimed_until: null,
        refresh_failing_since: null,
        refresh_failure: null,
        ...(isNews ? { updated_at: now } : {}),
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', connectionId)
      .execute();
    if (profilesChanged) await tellOfProfiles(tx, ctx, { ...key, isNew: false });
    await sendHint(tx, { topic: 'connections', id: connectionId, tenantId, integrationId });
    if (!isNews) return unchanged;
    return {
      value: undefined,
      audit: {
        subject: { kind: 'connection', id: connectionId },
        tenantId,
        integrationId,
        before: { accountName: before.account_name, attention: before.attention },
        after: { accountName: name, attention: null, profilesChanged },
      },
    };
  });
}

/** Keeps why a refresh failed and when it is tried again; asks for a person at once, or after a week of failing. */
export async function saveRefreshFault(
  ctx: Context,
  claimed: ClaimedRefresh,
  fault: RefreshFault,
): Promise<void> {
  const { tenantId, connectionId, integrationId } = claimed;
  await change(ctx, 'connection.refresh', async (tx) => {
    const before = await lockClaimed(tx, claimed);
    if (before === undefined) return unchanged;
    const now = ctx.clock.now();
    const since = before.refresh_failing_since ?? now;
    const attention =
      fault.attention ??
      before.attention ??
      (isFailingLong(now, since) ? ('refresh_failing' as const) : null);
    const isNews = attention !== before.attention;
    await tx
      .updateTable('connection')
      .set({
        attention,
        ...noRefresh,
        ...(fault.forgetsToken
          ? {}
          : {
              refresh_token_sealed: claimed.sealed,
              refresh_due_at: toNextRetry(now, since, Math.random()),
              refresh_failing_since: since,
            }),
        refresh_failure: fault.code,
        ...(isNews ? { updated_at: now } : {}),
      })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', connectionId)
      .execute();
    await sendHint(tx, { topic: 'connections', id: connectionId, tenantId, integrationId });
    if (!isNews) return unchanged;
    return {
      value: undefined,
      audit: {
        subject: { kind: 'connection', id: connectionId },
        tenantId,
        integrationId,
        before: { attention: before.attention },
        after: { attention, reason: fault.code },
      },
    };
  });
}

const unchanged = { value: undefined, audit: noAudit('nothing that people see has changed') };

/** The connection as long as it is what the refresh was begun with. */
async function lockClaimed(tx: Tx, { tenantId, connectionId, sealed }: ClaimedRefresh) {
  return tx
    .selectFrom('connection')
    .select(['account_name', 'attention', 'refresh_failing_since'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', connectionId)
    .where('state', '=', 'connected')
    .where('refresh_token_sealed', '=', sealed)
    .forUpdate()
    .executeTakeFirst();
}

import type { NewCredential } from '@leads/contract/credentials';
import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { destroyHandOver, findHandOverTimes } from './hand-over/hand-over-link.ts';
import { lockIntegration, requireCredential } from './lock-integration.ts';
import { insertCredential } from './new-credential.ts';
import { toPartnerCredential } from './to-partner-credential.ts';
import type { CredentialRow } from './to-partner-credential.ts';

/**
 * Replaces a credential by a new one of the same mode and lifetime; the old one works until the overlap ends (at once
 * when that is 0 hours), but never longer than it would have.
 * @throws Problem `not_found`, `forbidden`; `changed_meanwhile` when it was revoked or has expired
 * @returns the new credential with its secret, or with a link that shows it once; neither can be had again
 */
export async function rotateCredential(
  ctx: Context,
  {
    integrationId,
    credentialId,
    overlapHours,
    handOver = false,
  }: { integrationId: string; credentialId: string; overlapHours: number; handOver?: boolean },
): Promise<NewCredential> {
  return change(ctx, 'credential.rotate', async (tx) => {
    const now = ctx.clock.now();
    const integration = await lockIntegration(tx, integrationId);
    const old = await requireCredential(tx, { integrationId, credentialId });
    requireAlive(old, now);
    const lifetimeMs =
      old.expires_at === null ? null : old.expires_at.getTime() - old.created_at.getTime();
    const made = await insertCredential(tx, ctx, {
      integration,
      mode: old.mode as 'live' | 'sandbox',
      expiresAt: lifetimeMs === null ? null : new Date(now.getTime() + lifetimeMs),
      handOver,
    });
    const oldLink = await findHandOverTimes(tx, old.id);
    const retired = await retire(tx, { old, now, overlapHours });
    if (retired.revoked_at !== null) await destroyHandOver(tx, [old.id]);
    await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
    return {
      value: made,
      audit: {
        subject: { kind: 'credential', id: made.credential.id },
        integrationId,
        before: toPartnerCredential(old, oldLink),
        after: { ...made.credential, replaced: toPartnerCredential(retired, oldLink) },
      },
    };
  });
}

function requireAlive({ revoked_at, expires_at }: CredentialRow, now: Date): void {
  if (revoked_at === null && (expires_at === null || expires_at > now)) return;
  throw new Problem('changed_meanwhile', {
    detail:
      'This credential was revoked or has expired, so there is nothing to rotate. Create a new one instead.',
  });
}

async function retire(
  tx: Tx,
  { old, now, overlapHours }: { old: CredentialRow; now: Date; overlapHours: number },
): Promise<CredentialRow> {
  const end = new Date(now.getTime() + overlapHours * 3_600_000);
  const isSooner = old.expires_at !== null && old.expires_at < end;
  return tx
    .updateTable('partner_credential')
    .set(overlapHours === 0 ? { revoked_at: now } : { expires_at: isSooner ? old.expires_at : end })
    .where('id', '=', old.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

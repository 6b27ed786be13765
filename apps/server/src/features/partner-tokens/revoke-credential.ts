import { Problem } from '@leads/contract/problem';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { destroyHandOver, findHandOverTimes } from './hand-over/hand-over-link.ts';
import { lockIntegration, requireCredential } from './lock-integration.ts';
import { toPartnerCredential } from './to-partner-credential.ts';

/**
 * Ends a credential, every token it got and the link that would show its secret, at once. One that is revoked already stays as it is.
 * @throws Problem `not_found`, `forbidden`; `confirmation_needed` unless `confirm` when it is the last live one of an
 * active integration, as the partner can then send nothing
 */
export async function revokeCredential(
  ctx: Context,
  {
    integrationId,
    credentialId,
    confirm,
  }: { integrationId: string; credentialId: string; confirm: boolean },
): Promise<void> {
  await change(ctx, 'credential.revoke', async (tx) => {
    const now = ctx.clock.now();
    const integration = await lockIntegration(tx, integrationId);
    const credential = await requireCredential(tx, { integrationId, credentialId });
    if (credential.revoked_at !== null)
      return { value: undefined, audit: noAudit('it was revoked before') };
    const isLive = credential.mode === 'live' && integration.status === 'active';
    if (isLive && !confirm && !(await hasOtherLive(tx, { integrationId, credentialId, now }))) {
      throw new Problem('confirmation_needed', {
        detail: `This is the last live credential of ${integration.name}. Without it the partner can send nothing.`,
      });
    }
    const revoked = await tx
      .updateTable('partner_credential')
      .set({ revoked_at: now })
      .where('id', '=', credentialId)
      .returningAll()
      .executeTakeFirstOrThrow();
    const link = await findHandOverTimes(tx, credentialId);
    await destroyHandOver(tx, [credentialId]);
    await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'credential', id: credentialId },
        integrationId,
        before: toPartnerCredential(credential, link),
        after: toPartnerCredential(revoked, link),
      },
    };
  });
}

async function hasOtherLive(
  tx: Tx,
  { integrationId, credentialId, now }: { integrationId: string; credentialId: string; now: Date },
): Promise<boolean> {
  const other = await tx
    .selectFrom('partner_credential')
    .select('id')
    .where('integration_id', '=', integrationId)
    .where('id', '!=', credentialId)
    .where('mode', '=', 'live')
    .where('revoked_at', 'is', null)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', now)]))
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

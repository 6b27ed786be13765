import type { AgreementSettings } from '@leads/contract/agreements';
import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { findScope } from './find-scope.ts';
import { readAgreementSettings } from './read-agreement-settings.ts';

/**
 * Takes the integration's own text out of force, so that the default one is again. Its versions and who accepted them
 * stay; who accepted the default version before need not do it again.
 * @throws Problem `agreement_state` when there is no text of its own in force; `not_found`; `forbidden`
 */
export async function removeOverride(
  ctx: Context,
  integrationId: string,
): Promise<AgreementSettings> {
  await change(ctx, 'agreement.remove_override', async (tx) => {
    await findScope(tx, integrationId);
    const withdrawn = await tx
      .updateTable('agreement')
      .set({ withdrawn_at: ctx.clock.now(), withdrawn_by_name: ctx.actor.name })
      .where('integration_id', '=', integrationId)
      .where('withdrawn_at', 'is', null)
      .returning(['id', 'version'])
      .execute();
    const [newest] = withdrawn.sort((a, b) => b.version - a.version);
    if (newest === undefined) {
      throw new Problem('agreement_state', {
        detail: 'The default text is in force here already.',
      });
    }
    await sendHint(tx, { topic: 'agreements', id: newest.id, integrationId });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'agreement', id: newest.id },
        integrationId,
        before: { source: 'override', version: newest.version },
        after: { source: 'default' },
      },
    };
  });
  return readAgreementSettings(ctx, integrationId);
}

/**
 * Puts the integration's newest own text in force again as it was; who accepted it before need not do it again.
 * @throws Problem `agreement_state` when it is in force or there is none; `not_found`; `forbidden`
 */
export async function restoreOverride(
  ctx: Context,
  integrationId: string,
): Promise<AgreementSettings> {
  await change(ctx, 'agreement.restore_override', async (tx) => {
    await findScope(tx, integrationId);
    const newest = await tx
      .selectFrom('agreement')
      .select(['id', 'version', 'withdrawn_at as withdrawnAt'])
      .where('integration_id', '=', integrationId)
      .orderBy('version', 'desc')
      .limit(1)
      .forUpdate()
      .executeTakeFirst();
    if (newest === undefined || newest.withdrawnAt === null) {
      throw new Problem('agreement_state', {
        detail:
          newest === undefined
            ? 'This integration never had a text of its own. Publish one.'
            : 'Its own text is in force already.',
      });
    }
    await tx
      .updateTable('agreement')
      .set({ withdrawn_at: null, withdrawn_by_name: null })
      .where('id', '=', newest.id)
      .execute();
    await sendHint(tx, { topic: 'agreements', id: newest.id, integrationId });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'agreement', id: newest.id },
        integrationId,
        before: { source: 'default' },
        after: { source: 'override', version: newest.version },
      },
    };
  });
  return readAgreementSettings(ctx, integrationId);
}

import { Problem } from '@leads/contract/problem';
import type { Agreement } from '@leads/contract/tenant-agreement';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { requireVisible } from '../require-connectable.ts';
import { readCurrentAgreement } from './current-agreement.ts';

/**
 * Accepts the agreement in force for the whole tenant. Accepting it again changes nothing: the first who did stays.
 * @throws Problem `changed_meanwhile` when a newer version took its place; `not_found`; `forbidden`
 */
export async function acceptAgreement(
  ctx: Context<ActorOf<'tenant'>>,
  request: { tenantId: string; integrationId: string; agreementId: string },
): Promise<Agreement> {
  const { tenantId, integrationId, agreementId } = request;
  return change(ctx, 'agreement.accept', async (tx) => {
    await requireVisible(tx, request);
    const current = await readCurrentAgreement(tx, request);
    if (current.id !== agreementId) {
      throw new Problem('changed_meanwhile', {
        detail: 'The agreement was changed meanwhile. Read the new version and accept it.',
        context: { currentVersion: current.version },
      });
    }
    const { id, name } = ctx.actor;
    const accepted = await tx
      .insertInto('agreement_acceptance')
      .values({
        tenant_id: tenantId,
        id: newId(),
        integration_id: integrationId,
        agreement_id: agreementId,
        user_id: id,
        user_name: name,
        accepted_at: ctx.clock.now(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return {
      value: await readCurrentAgreement(tx, request),
      audit:
        accepted === undefined
          ? noAudit('it was accepted before')
          : {
              subject: {
                kind: 'agreement',
                id: agreementId,
              },
              tenantId,
              integrationId,
              before: null,
              after: { version: current.version },
            },
    };
  });
}

import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { requireIntegration } from './require-integration.ts';

/**
 * Destroys all signing keys of an integration: messages go out unsigned from the next attempt on. Without keys it
 * changes nothing.
 * @throws Problem `in_use` for ST Pairing, whose pairing requests are always signed
 */
export async function removeSigningKey(
  ctx: Context,
  integrationId: string,
): Promise<{ done: true }> {
  return change(ctx, 'signing_key.remove', async (tx) => {
    const { type } = await requireIntegration(tx, integrationId);
    if (type === 'st_pairing') {
      throw new Problem('in_use', {
        detail: 'ST Pairing requests are always signed. Rotate the key instead of removing it.',
      });
    }
    const removed = await tx
      .deleteFrom('signing_key')
      .where('integration_id', '=', integrationId)
      .returning('id')
      .execute();
    await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
    return {
      value: { done: true },
      audit: {
        subject: { kind: 'integration', id: integrationId },
        integrationId,
        before: { ids: removed.map(({ id }) => id) },
      },
    };
  });
}

import { sql } from 'kysely';
import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { createSigningKey } from './create-signing-key.ts';
import { toShownKey } from './generate-signing-key.ts';
import type { ShownSigningKey } from './generate-signing-key.ts';
import { listLivingKeys } from './living-keys.ts';
import { requireIntegration } from './require-integration.ts';

/**
 * Makes a new key beside the present ones. Messages carry the signatures of all until the overlap ends; an overlap that
 * is running already is never made longer.
 * @throws Problem `not_found` when there is no key to rotate
 */
export async function rotateSigningKey(
  ctx: Context,
  { integrationId, overlapHours }: { integrationId: string; overlapHours: number },
): Promise<ShownSigningKey> {
  return change(ctx, 'signing_key.rotate', async (tx) => {
    await requireIntegration(tx, integrationId);
    const before = await listLivingKeys(tx, integrationId);
    if (before.length === 0) {
      throw new Problem('not_found', {
        detail: 'There is no signing key to rotate. Generate one.',
      });
    }
    await tx
      .updateTable('signing_key')
      .set({
        expires_at: sql<Date>`least(expires_at, now() + ${overlapHours} * interval '1 hour')`,
      })
      .where(
        'id',
        'in',
        before.map((key) => key.id),
      )
      .execute();
    const key = await createSigningKey(tx, ctx, integrationId);
    await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
    return {
      value: toShownKey(key),
      audit: {
        subject: { kind: 'signing_key', id: key.id },
        integrationId,
        before: { ids: before.map(({ id }) => id) },
        after: { id: key.id, overlapHours },
      },
    };
  });
}

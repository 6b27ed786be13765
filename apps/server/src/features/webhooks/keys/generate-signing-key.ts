import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { createSigningKey } from './create-signing-key.ts';
import type { NewSigningKey } from './create-signing-key.ts';
import { listLivingKeys } from './living-keys.ts';
import { requireIntegration } from './require-integration.ts';

export interface ShownSigningKey {
  signingKey: { id: string; createdAt: string; expiresAt: null };
  secret: string;
}

/**
 * Makes the first signing key of an integration; its secret is in the answer.
 * @throws Problem `in_use` when there is one: rotate it instead
 */
export async function generateSigningKey(
  ctx: Context,
  integrationId: string,
): Promise<ShownSigningKey> {
  return change(ctx, 'signing_key.generate', async (tx) => {
    await requireIntegration(tx, integrationId);
    if ((await listLivingKeys(tx, integrationId)).length > 0) {
      throw new Problem('in_use', {
        detail: 'There is a signing key already. Rotate it, so that messages verify without a gap.',
      });
    }
    const key = await createSigningKey(tx, ctx, integrationId);
    await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
    return {
      value: toShownKey(key),
      audit: { subject: { kind: 'signing_key', id: key.id }, integrationId, after: { id: key.id } },
    };
  });
}

export function toShownKey({ id, createdAt, secret }: NewSigningKey): ShownSigningKey {
  return { signingKey: { id, createdAt: createdAt.toISOString(), expiresAt: null }, secret };
}

import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { openSigningKey } from './create-signing-key.ts';
import { listLivingKeys } from './living-keys.ts';
import { requireIntegration } from './require-integration.ts';

export interface RevealedKey {
  id: string;
  secret: string;
  expiresAt: string | null;
}

/** The secrets of all keys that sign now, newest last; who asked is kept in the audit. */
export async function revealSigningKeys(
  ctx: Context,
  integrationId: string,
): Promise<{ keys: RevealedKey[] }> {
  return change(ctx, 'signing_key.reveal', async (tx) => {
    await requireIntegration(tx, integrationId);
    const living = await listLivingKeys(tx, integrationId);
    const keys = living.map((key) => ({
      id: key.id,
      secret: openSigningKey(ctx, key),
      expiresAt: key.expiresAt?.toISOString() ?? null,
    }));
    return {
      value: { keys },
      audit: {
        subject: { kind: 'integration', id: integrationId },
        integrationId,
        after: { revealed: living.map(({ id }) => id) },
      },
    };
  });
}

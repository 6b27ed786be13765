import { Problem } from '@leads/contract/problem';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';

/**
 * Ends an API key: the next request that sends it is answered 401. One that is revoked already stays as it is.
 * @throws Problem `forbidden`, `not_found`
 */
export async function revokeApiKey(ctx: Context, id: string): Promise<void> {
  await change(ctx, 'api_key.revoke', async (tx) => {
    const now = ctx.clock.now();
    const key = await tx
      .selectFrom('api_key')
      .select(['name', 'revoked_at'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (key === undefined)
      throw new Problem('not_found', { detail: 'There is no API key at this address.' });
    if (key.revoked_at !== null)
      return { value: undefined, audit: noAudit('it was revoked before') };
    await tx.updateTable('api_key').set({ revoked_at: now }).where('id', '=', id).execute();
    await sendHint(tx, { topic: 'staff', id });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'api_key', id },
        before: { name: key.name, revokedAt: null },
        after: { name: key.name, revokedAt: now.toISOString() },
      },
    };
  });
}

import { sql } from 'kysely';
import { z } from 'zod';
import { restorableDays } from '@leads/contract/integrations';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { defineTask } from '#platform/queue/task.ts';

const dayMs = 86_400_000;
const perRun = 100;

/**
 * Destroys the URLs and signing keys of integrations that can no longer be restored and whose last message has ended.
 * Hourly; what a run leaves over is the next one's.
 */
export const destroySecrets = defineTask({
  name: 'destroy-secrets',
  payload: z.object({}),
  cron: '37 * * * *',
  run: destroySecretsOfDeleted,
});

/** One run of the task. */
export async function destroySecretsOfDeleted(ctx: Context): Promise<void> {
  for (const { id } of await listExpired(ctx)) await destroy(ctx, id);
}

async function listExpired(ctx: Context): Promise<{ id: string }[]> {
  return ctx.db
    .selectFrom('integration as i')
    .select('i.id')
    .where('i.deleted_at', '<=', new Date(ctx.clock.now().getTime() - restorableDays * dayMs))
    .where(
      sql<boolean>`(exists (select from integration_urls where integration_id = i.id)
        or exists (select from signing_key where integration_id = i.id))`,
    )
    .where(
      sql<boolean>`not exists (select from delivery where integration_id = i.id and state = 'waiting')`,
    )
    .orderBy('i.deleted_at')
    .limit(perRun)
    .execute();
}

async function destroy(ctx: Context, id: string): Promise<void> {
  await change(ctx, 'integration.destroy_secrets', async (tx) => {
    const { keys, urls } = await deleteSecrets(tx, id);
    if (keys + urls === 0) return { value: undefined, audit: noAudit('another run was faster') };
    return {
      value: undefined,
      audit: {
        subject: { kind: 'integration', id },
        integrationId: id,
        before: { signingKeys: keys, urls: urls > 0 },
        after: { signingKeys: 0, urls: false },
      },
    };
  });
}

async function deleteSecrets(tx: Tx, id: string): Promise<{ keys: number; urls: number }> {
  const keys = await tx
    .deleteFrom('signing_key')
    .where('integration_id', '=', id)
    .executeTakeFirstOrThrow();
  const urls = await tx
    .deleteFrom('integration_urls')
    .where('integration_id', '=', id)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('integration_webhooks')
    .set({ url_prefix: null })
    .where('integration_id', '=', id)
    .execute();
  return { keys: Number(keys.numDeletedRows), urls: Number(urls.numDeletedRows) };
}

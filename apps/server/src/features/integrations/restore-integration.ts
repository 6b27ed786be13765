import type { Integration } from '@leads/contract/integrations';
import { Problem } from '@leads/contract/problem';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { getIntegration } from './get-integration.ts';
import { integrationNotFound } from './lock-integration.ts';
import { refuseTakenName } from './refuse-taken-name.ts';
import { restorableUntil } from './restorable-until.ts';
import { touchIntegration } from './touch-integration.ts';

/**
 * Brings a deleted integration back as `inactive`: its sections, keys and history are as they were, nobody is connected
 * and its credentials stay dead. Messages that waited go out after reactivation. One that is not deleted is left as it is.
 * @throws Problem `name_taken` when another integration took the name, or has the one given; `restore_expired` after
 * 30 days; `not_found`
 */
export async function restoreIntegration(
  ctx: Context,
  { id, name }: { id: string; name: string | undefined },
): Promise<Integration> {
  const write = change(ctx, 'integration.restore', async (tx) => {
    const before = await lockEvenDeleted(tx, id);
    if (before.deleted_at === null) {
      return { value: undefined, audit: noAudit('it is not deleted') };
    }
    if (restorableUntil(before.deleted_at) <= ctx.clock.now()) throw restoreExpired();
    const newName = name ?? before.name;
    await tx
      .updateTable('integration')
      .set({ status: 'inactive', deleted_at: null, name: newName })
      .where('id', '=', id)
      .execute();
    await touchIntegration(tx, ctx, id);
    await sendHint(tx, { topic: 'integrations', id, integrationId: id });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'integration', id },
        integrationId: id,
        before: { name: before.name, deleted: true },
        after: { name: newName, status: 'inactive' },
      },
    };
  });
  await refuseTakenName(write, {
    pointer: '/name',
    message:
      'Another integration has this name by now. Give this one a different name to restore it.',
  });
  return getIntegration(ctx, id);
}

async function lockEvenDeleted(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('integration')
    .select(['name', 'deleted_at'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (row === undefined) throw integrationNotFound();
  return row;
}

function restoreExpired(): Problem {
  return new Problem('restore_expired', {
    detail: 'It was deleted more than 30 days ago. Create a new integration instead.',
  });
}

import type { AgreementDraft, AgreementSettings } from '@leads/contract/agreements';
import { fieldProblem, Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { findCurrentAgreement } from '../current-agreement.ts';
import { findScope } from './find-scope.ts';
import { readAgreementSettings } from './read-agreement-settings.ts';

interface Publish {
  /** Null: the default text. */
  integrationId: string | null;
  /** The newest version that the author has seen. */
  latestVersion: number;
  agreement: AgreementDraft;
}

/**
 * Publishes the next version; those before stay as they are. What is connected keeps working, new connections need it.
 * @throws Problem `changed_meanwhile` when somebody published before; `validation_failed` for a text that is in force
 * already; `not_found`; `forbidden`
 */
export async function publishAgreement(
  ctx: Context,
  { integrationId, latestVersion, agreement }: Publish,
): Promise<AgreementSettings> {
  await change(ctx, 'agreement.publish', async (tx) => {
    await findScope(tx, integrationId);
    await requireLatest(tx, { integrationId, latestVersion });
    const current = await findCurrentAgreement(tx, integrationId);
    if (current?.title === agreement.title && current.body === agreement.body) {
      throw fieldProblem(
        '/agreement/body',
        'This is the text that is in force. Change it, then publish.',
      );
    }
    const version = latestVersion + 1;
    const published = await tx
      .insertInto('agreement')
      .values({
        id: newId(),
        integration_id: integrationId,
        version,
        ...agreement,
        created_at: ctx.clock.now(),
        created_by_name: ctx.actor.name,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (published === undefined) throw publishedBefore();
    const { id } = published;
    await sendHint(tx, {
      topic: 'agreements',
      id,
      ...(integrationId === null ? {} : { integrationId }),
    });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'agreement', id },
        integrationId,
        before:
          current === undefined
            ? null
            : { version: current.version, title: current.title, body: current.body },
        after: { version, ...agreement },
      },
    };
  });
  return readAgreementSettings(ctx, integrationId);
}

async function requireLatest(
  tx: Tx,
  { integrationId, latestVersion }: Pick<Publish, 'integrationId' | 'latestVersion'>,
): Promise<void> {
  const newest = await tx
    .selectFrom('agreement')
    .select('version')
    .where('integration_id', 'is not distinct from', integrationId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if ((newest?.version ?? 0) !== latestVersion) throw publishedBefore();
}

function publishedBefore(): Problem {
  return new Problem('changed_meanwhile', {
    detail: 'Somebody published another version meanwhile. Look at it, then publish yours.',
  });
}

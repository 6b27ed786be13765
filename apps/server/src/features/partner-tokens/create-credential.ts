import type { NewCredential } from '@leads/contract/credentials';
import { fieldProblem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { lockIntegration } from './lock-integration.ts';
import { insertCredential } from './new-credential.ts';

/**
 * Makes a credential of the kind that the integration's Partner Authorization Type asks for now.
 * @throws Problem `not_found`, `forbidden`; `validation_failed` at /expiresAt when that is past
 * @returns the credential with its secret, or with a link that shows it once; neither can be had again
 */
export async function createCredential(
  ctx: Context,
  {
    integrationId,
    mode,
    expiresAt,
    handOver = false,
  }: {
    integrationId: string;
    mode: 'live' | 'sandbox';
    expiresAt: string | null;
    handOver?: boolean;
  },
): Promise<NewCredential> {
  const end = expiresAt === null ? null : new Date(expiresAt);
  if (end !== null && end <= ctx.clock.now()) {
    throw fieldProblem('/expiresAt', 'Choose a time in the future, or none.');
  }
  return change(ctx, 'credential.create', async (tx) => {
    const integration = await lockIntegration(tx, integrationId);
    const made = await insertCredential(tx, ctx, { integration, mode, expiresAt: end, handOver });
    await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
    return {
      value: made,
      audit: {
        subject: { kind: 'credential', id: made.credential.id },
        integrationId,
        after: made.credential,
      },
    };
  });
}

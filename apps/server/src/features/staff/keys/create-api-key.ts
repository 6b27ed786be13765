import type { createApiKey as endpoint } from '@leads/contract/api-keys';
import type { BodyOf, ReplyOf } from '@leads/contract/endpoint';
import { fieldProblem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { newId, newToken } from '#platform/id.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { apiKeyPrefix } from '../find-api-key-identity.ts';
import { selectApiKeys, toApiKey } from './select-api-keys.ts';

/** `lim_` and five more: tells keys apart, and leaves the rest far beyond guessing. */
const startLength = apiKeyPrefix.length + 6;

/**
 * Makes an API key for scripts (viewer, manager) or the host platform. Only its hash is kept.
 * @throws Problem `forbidden`; `validation_failed` at /expiresAt when that is past
 * @returns the key itself too, which cannot be read again
 */
export async function createApiKey(
  ctx: Context,
  { name, role, expiresAt }: BodyOf<typeof endpoint>,
): Promise<ReplyOf<typeof endpoint>> {
  const now = ctx.clock.now();
  const end = expiresAt === null ? null : new Date(expiresAt);
  if (end !== null && end <= now) {
    throw fieldProblem('/expiresAt', 'Choose a time in the future, or none.');
  }
  const id = newId();
  const key = newToken(apiKeyPrefix, 32);
  return change(ctx, 'api_key.create', async (tx) => {
    await tx
      .insertInto('api_key')
      .values({
        id,
        name,
        role,
        key_hash: hashToken(key),
        key_start: key.slice(0, startLength),
        created_by: ctx.actor.id,
        created_at: now,
        expires_at: end,
      })
      .execute();
    await sendHint(tx, { topic: 'staff', id });
    const row = await selectApiKeys(tx, now).where('api_key.id', '=', id).executeTakeFirstOrThrow();
    const apiKey = toApiKey(row);
    return {
      value: { apiKey, key },
      audit: { subject: { kind: 'api_key', id }, after: apiKey },
    };
  });
}

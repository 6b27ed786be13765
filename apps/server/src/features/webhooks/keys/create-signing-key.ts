import { randomBytes } from 'node:crypto';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';

const keyBytes = 32;
const purposeOf = (id: string): string => `signing-key:${id}`;

export interface NewSigningKey {
  id: string;
  createdAt: Date;
  /** `whsec_` and base64; kept sealed. */
  secret: string;
}

/** Makes a signing key that signs from the next attempt on, beside those that live. */
export async function createSigningKey(
  tx: Tx,
  ctx: Context,
  integrationId: string,
): Promise<NewSigningKey> {
  const id = newId();
  const secret = `whsec_${randomBytes(keyBytes).toString('base64')}`;
  const { created_at: createdAt } = await tx
    .insertInto('signing_key')
    .values({
      id,
      integration_id: integrationId,
      secret_sealed: ctx.sealer.seal(secret, purposeOf(id)),
    })
    .returning('created_at')
    .executeTakeFirstOrThrow();
  return { id, createdAt, secret };
}

/** The secret of a stored key. */
export function openSigningKey(
  { sealer }: Pick<Context, 'sealer'>,
  key: { id: string; sealed: string },
): string {
  return sealer.open(key.sealed, purposeOf(key.id));
}

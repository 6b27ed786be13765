import type { Context, Tx } from '#platform/act/context.ts';
import { newId, newToken } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import type { HandOverTimes } from '../to-partner-credential.ts';

const linkHours = 24;

/** What the secret is sealed for: it opens nowhere else. */
export const handOverPurpose = (handOverId: string): string => `credential-hand-over:${handOverId}`;

/**
 * Seals a new secret behind a link. The token stands behind the `#`, which browsers send to no server, so that it is in
 * no log, and no preview of the link opens it.
 */
export async function insertHandOver(
  tx: Tx,
  { config, clock, sealer, actor }: Context,
  { credentialId, secret }: { credentialId: string; secret: string },
): Promise<{ url: string; times: HandOverTimes }> {
  const id = newId();
  const token = newToken('', 32);
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + linkHours * 3_600_000);
  await tx
    .insertInto('credential_hand_over')
    .values({
      id,
      credential_id: credentialId,
      token_hash: hashToken(token),
      secret_sealed: sealer.seal(secret, handOverPurpose(id)),
      created_at: now,
      created_by_name: actor.name,
      expires_at: expiresAt,
    })
    .execute();
  return {
    url: `${config.PUBLIC_URL}/handover#${token}`,
    times: { expires_at: expiresAt, opened_at: null },
  };
}

/** When the credential's link ends and was opened; null where none was made. */
export async function findHandOverTimes(
  tx: Tx,
  credentialId: string,
): Promise<HandOverTimes | null> {
  const row = await tx
    .selectFrom('credential_hand_over')
    .select(['expires_at', 'opened_at'])
    .where('credential_id', '=', credentialId)
    .executeTakeFirst();
  return row ?? null;
}

/** Destroys what waits behind the links of credentials that end. */
export async function destroyHandOver(tx: Tx, credentialIds: readonly string[]): Promise<void> {
  if (credentialIds.length === 0) return;
  await tx
    .updateTable('credential_hand_over')
    .set({ secret_sealed: null })
    .where('credential_id', 'in', credentialIds)
    .where('secret_sealed', 'is not', null)
    .execute();
}

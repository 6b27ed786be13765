import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Reader, Tx } from '#platform/act/context.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';

/** What the PKCE verifier of a sign-in is sealed for. */
export const codeVerifierPurpose = (sessionId: string) => `code-verifier:${sessionId}`;

export async function findAuthorizationSession(
  db: Reader,
  { state, integrationId }: { state: string; integrationId: string },
) {
  return db
    .selectFrom('authorization_session')
    .select([
      'id',
      'tenant_id as tenantId',
      'connection_id as connectionId',
      'integration_id as integrationId',
      'sign_in_session_id as signInSessionId',
      'nonce',
      'code_verifier_sealed as codeVerifierSealed',
      'redirect_uri as redirectUri',
      'issuer',
      'expires_at as expiresAt',
      'finished_at as finishedAt',
    ])
    .where('state_hash', '=', hashToken(state))
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
}

export type AuthorizationSession = NonNullable<
  Awaited<ReturnType<typeof findAuthorizationSession>>
>;

/** Uses the sign-in up before anything is done with it; of two callbacks at once, one gets true. */
export async function claimAuthorizationSession(
  ctx: Context<ActorOf<'tenant'>>,
  sessionId: string,
): Promise<boolean> {
  return change(ctx, 'connection.authorize', async (tx) => {
    const claimed = await tx
      .updateTable('authorization_session')
      .set({ finished_at: ctx.clock.now() })
      .where('id', '=', sessionId)
      .where('finished_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    return { value: claimed !== undefined, audit: noAudit('how it ends is what is recorded') };
  });
}

/** Keeps how the sign-in ended; the verifier is of no use any more. */
export async function saveSessionResult(
  tx: Tx,
  ctx: Context,
  {
    sessionId,
    result,
    subject = null,
    tokenExpiresAt = null,
  }: { sessionId: string; result: string; subject?: string | null; tokenExpiresAt?: Date | null },
): Promise<void> {
  await tx
    .updateTable('authorization_session')
    .set((eb) => ({
      result,
      subject,
      token_expires_at: tokenExpiresAt,
      finished_at: eb.fn.coalesce('finished_at', eb.val(ctx.clock.now())),
    }))
    .where('id', '=', sessionId)
    .execute();
}

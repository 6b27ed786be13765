import type { ConnectionResult } from '@leads/contract/connection-results';
import type { ActorOf } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { completeConnection, failConnection } from '#features/connections/index.ts';
import {
  claimAuthorizationSession,
  codeVerifierPurpose,
  saveSessionResult,
} from './authorization-session.ts';
import type { AuthorizationSession } from './authorization-session.ts';
import { exchangeCode } from './exchange-code.ts';
import type { SignedIn } from './exchange-code.ts';
import { readProviderSettings } from './provider-settings.ts';
import { SignInFault } from './sign-in-fault.ts';
import { requireCode, toCodeExchange } from './to-code-exchange.ts';

export interface Finished {
  result: ConnectionResult;
  /** The connection that the account has now, on success. */
  connectionId?: string;
}

interface Return {
  session: AuthorizationSession;
  state: string;
  /** What the partner sent the browser back with. */
  parameters: URLSearchParams;
}

/**
 * Ends a sign-in at the partner that this browser began: connects the account, or fails the request with the reason.
 * Whatever comes of it, the sign-in is used up.
 */
export async function finishAuthorization(
  ctx: Context<ActorOf<'tenant'>>,
  returned: Return,
): Promise<Finished> {
  const { session } = returned;
  if (session.finishedAt !== null) return { result: 'state_used' };
  if (!(await claimAuthorizationSession(ctx, session.id))) return { result: 'state_used' };
  try {
    if (session.expiresAt <= ctx.clock.now()) throw new SignInFault('state_expired');
    return await connect(ctx, session, await signIn(ctx, returned));
  } catch (err) {
    if (err instanceof SignInFault) {
      ctx.log.info({ err, sessionId: session.id, code: err.code }, 'sign-in at the partner failed');
      return fail(ctx, session, err);
    }
    ctx.log.error({ err, sessionId: session.id }, 'sign-in at the partner broke');
    return fail(ctx, session, new SignInFault('internal'));
  }
}

/** @throws SignInFault */
async function signIn(ctx: Context, { session, state, parameters }: Return): Promise<SignedIn> {
  const code = { ...session, state, parameters };
  requireCode(code);
  const settings = await readProviderSettings(ctx.db, ctx, session.integrationId);
  const codeVerifier = ctx.sealer.open(session.codeVerifierSealed, codeVerifierPurpose(session.id));
  return exchangeCode(await toCodeExchange(ctx, { ...code, settings, codeVerifier }));
}

async function connect(
  ctx: Context<ActorOf<'tenant'>>,
  session: AuthorizationSession,
  { issuer, subject, account, refreshToken, expiresInSeconds }: SignedIn,
): Promise<Finished> {
  const { id: sessionId, tenantId, connectionId, integrationId } = session;
  return change(ctx, 'connection.authorize', async (tx) => {
    const completed = await completeConnection(tx, ctx, {
      tenantId,
      connectionId,
      integrationId,
      account,
      issuer,
      subject,
      refreshToken,
    });
    const isRefused = completed.result === 'refused';
    const result = isRefused ? completed.code : completed.result;
    if (isRefused) await failConnection(tx, ctx, { tenantId, connectionId, code: completed.code });
    const tokenExpiresAt =
      expiresInSeconds === null
        ? null
        : new Date(ctx.clock.now().getTime() + expiresInSeconds * 1000);
    await saveSessionResult(tx, ctx, { sessionId, result, subject, tokenExpiresAt });
    const id = isRefused ? connectionId : completed.connectionId;
    return {
      value: isRefused ? { result } : { result, connectionId: id },
      audit: {
        subject: { kind: 'connection', id },
        tenantId,
        integrationId,
        before: { state: 'pending' },
        after: isRefused ? { result } : { state: 'connected', result, accountId: account.id },
      },
    };
  });
}

async function fail(
  ctx: Context<ActorOf<'tenant'>>,
  session: AuthorizationSession,
  { code, detail }: SignInFault,
): Promise<Finished> {
  const { id: sessionId, tenantId, connectionId, integrationId } = session;
  return change(ctx, 'connection.fail', async (tx) => {
    const failed = await failConnection(tx, ctx, { tenantId, connectionId, code, detail });
    await saveSessionResult(tx, ctx, { sessionId, result: code });
    return {
      value: { result: code },
      audit: {
        subject: { kind: 'connection', id: connectionId },
        tenantId,
        integrationId,
        before: null,
        after: { result: code, detail, ...(failed ? { state: 'failed' } : {}) },
      },
    };
  });
}

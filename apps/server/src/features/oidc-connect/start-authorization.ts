import { connectionFailures } from '@leads/contract/connection-results';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, requirePermission } from '#platform/act/change.ts';
import type { Context, Reader, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { beginConnection, requireConnectable } from '#features/connections/index.ts';
import { codeVerifierPurpose } from './authorization-session.ts';
import { beginSignIn, signInMinutes } from './begin-sign-in.ts';
import type { BegunSignIn } from './begin-sign-in.ts';
import { readProviderSettings } from './provider-settings.ts';
import { SignInFault } from './sign-in-fault.ts';

interface StartRequest {
  tenantId: string;
  integrationId: string;
  addAccount: boolean;
}

/**
 * Begins a sign-in at the partner: one pending connection, and for each call a sign-in of its own that is bound to this
 * browser's session, good for ten minutes and once.
 * @throws Problem those of `beginConnection`; `partner_unreachable`, `partner_refused`; `forbidden`
 */
export async function startAuthorization(
  ctx: Context<ActorOf<'tenant'>>,
  request: StartRequest,
): Promise<{ redirectTo: string; connectionId: string }> {
  requirePermission(ctx, 'connection.start');
  const { tenantId, integrationId } = request;
  await requireConnectable(ctx.db, { ...request, authorizationType: 'open_id_connect' });
  const chooseAccount = request.addAccount || (await wasWrongAccount(ctx.db, request));
  const begun = await reachProvider(ctx, { integrationId, chooseAccount });
  return change(ctx, 'connection.start', async (tx) => {
    const { connectionId, isNew } = await beginConnection(tx, ctx, {
      ...request,
      authorizationType: 'open_id_connect',
    });
    const sessionId = await saveSession(tx, ctx, { ...request, begun, connectionId });
    return {
      value: { redirectTo: begun.redirectTo, connectionId },
      audit: {
        subject: { kind: 'connection', id: connectionId },
        tenantId,
        integrationId,
        before: isNew ? null : { state: 'pending' },
        after: { state: 'pending', authorizationSessionId: sessionId },
      },
    };
  });
}

const wrongAccountCodes: readonly string[] = ['account_already_connected', 'one_account_only'];

/**
 * The last sign-in that ended did so with an account that was not the right one, and the partner would give the same again without
 * asking: it belongs to another company, there is room for one only, or it was disconnected.
 */
async function wasWrongAccount(db: Reader, request: StartRequest): Promise<boolean> {
  const last = await db
    .selectFrom('connection')
    .select(['state', 'failure_code as failureCode'])
    .where('tenant_id', '=', request.tenantId)
    .where('integration_id', '=', request.integrationId)
    .where('state', 'not in', ['pending', 'processing'])
    .orderBy('updated_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.state === 'disconnected' || wrongAccountCodes.includes(last?.failureCode ?? '');
}

/** The partner's faults as refusals of the request, with the words that the result page would show. */
async function reachProvider(
  ctx: Context,
  { integrationId, chooseAccount }: { integrationId: string; chooseAccount: boolean },
): Promise<BegunSignIn> {
  try {
    const settings = await readProviderSettings(ctx.db, ctx, integrationId);
    return await beginSignIn(ctx, { integrationId, settings, chooseAccount });
  } catch (err) {
    if (!(err instanceof SignInFault)) throw err;
    throw new Problem(
      err.code === 'discovery_unreachable' ? 'partner_unreachable' : 'partner_refused',
      { detail: connectionFailures[err.code], context: { reason: err.code }, cause: err },
    );
  }
}

async function saveSession(
  tx: Tx,
  ctx: Context<ActorOf<'tenant'>>,
  { tenantId, integrationId, connectionId, begun }: SessionToSave,
): Promise<string> {
  const id = newId();
  const nowMs = ctx.clock.now().getTime();
  await tx
    .insertInto('authorization_session')
    .values({
      id,
      state_hash: hashToken(begun.state),
      tenant_id: tenantId,
      connection_id: connectionId,
      integration_id: integrationId,
      user_id: ctx.actor.id,
      user_name: ctx.actor.name,
      sign_in_session_id: ctx.actor.sessionId,
      nonce: begun.nonce,
      code_verifier_sealed: ctx.sealer.seal(begun.codeVerifier, codeVerifierPurpose(id)),
      redirect_uri: begun.redirectUri,
      issuer: begun.issuer,
      started_at: new Date(nowMs),
      expires_at: new Date(nowMs + signInMinutes * 60_000),
    })
    .execute();
  return id;
}

interface SessionToSave extends StartRequest {
  connectionId: string;
  begun: BegunSignIn;
}

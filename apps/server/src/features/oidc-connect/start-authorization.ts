import * as client from 'openid-client';
import { connectionFailures } from '@leads/contract/connection-results';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, requirePermission } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { callbackUrlOf } from '#platform/http/callback-url.ts';
import { newId, newToken } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { beginConnection, requireConnectable } from '#features/connections/index.ts';
import { codeVerifierPurpose } from './authorization-session.ts';
import { discoverProvider } from './discover-provider.ts';
import { readProviderSettings } from './provider-settings.ts';
import { SignInFault } from './sign-in-fault.ts';

const sessionMinutes = 10;

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
  const { provider, scopes } = await reachProvider(ctx, integrationId);
  const secrets = {
    state: newToken('', 32),
    nonce: client.randomNonce(),
    codeVerifier: client.randomPKCECodeVerifier(),
  };
  const redirectTo = client.buildAuthorizationUrl(provider, {
    redirect_uri: callbackUrlOf(ctx.config, integrationId),
    scope: scopes.join(' '),
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(secrets.codeVerifier),
    code_challenge_method: 'S256',
    ...promptFor(provider.serverMetadata(), { scopes, addAccount: request.addAccount }),
  });
  return change(ctx, 'connection.start', async (tx) => {
    const { connectionId, isNew } = await beginConnection(tx, ctx, {
      ...request,
      authorizationType: 'open_id_connect',
    });
    const { issuer } = provider.serverMetadata();
    const sessionId = await saveSession(tx, ctx, { ...request, ...secrets, connectionId, issuer });
    return {
      value: { redirectTo: redirectTo.href, connectionId },
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

/** The partner's faults as refusals of the request, with the words that the result page would show. */
async function reachProvider(ctx: Context, integrationId: string) {
  try {
    const settings = await readProviderSettings(ctx.db, ctx, integrationId);
    return { provider: await discoverProvider(ctx, settings), scopes: settings.scopes };
  } catch (err) {
    if (!(err instanceof SignInFault)) throw err;
    throw new Problem(
      err.code === 'discovery_unreachable' ? 'partner_unreachable' : 'partner_refused',
      { detail: connectionFailures[err.code], context: { reason: err.code }, cause: err },
    );
  }
}

/**
 * A further account needs the provider to ask which one; a refresh token needs it to ask for consent (OpenID Connect
 * Core §11). A prompt that the provider says it does not know is left out; `login` every provider knows.
 */
function promptFor(
  metadata: client.ServerMetadata,
  { scopes, addAccount }: { scopes: readonly string[]; addAccount: boolean },
): { prompt?: string } {
  const wanted = [
    ...(addAccount ? ['select_account', 'login'] : []),
    ...(scopes.includes('offline_access') ? ['consent'] : []),
  ];
  const known = metadata['prompt_values_supported'];
  const prompts = wanted.filter(
    (prompt) => prompt === 'login' || !Array.isArray(known) || known.includes(prompt),
  );
  return prompts.length === 0 ? {} : { prompt: prompts.join(' ') };
}

async function saveSession(
  tx: Tx,
  ctx: Context<ActorOf<'tenant'>>,
  session: StartRequest & {
    connectionId: string;
    state: string;
    nonce: string;
    codeVerifier: string;
    issuer: string;
  },
): Promise<string> {
  const id = newId();
  const nowMs = ctx.clock.now().getTime();
  await tx
    .insertInto('authorization_session')
    .values({
      id,
      state_hash: hashToken(session.state),
      tenant_id: session.tenantId,
      connection_id: session.connectionId,
      integration_id: session.integrationId,
      user_id: ctx.actor.id,
      user_name: ctx.actor.name,
      sign_in_session_id: ctx.actor.sessionId,
      nonce: session.nonce,
      code_verifier_sealed: ctx.sealer.seal(session.codeVerifier, codeVerifierPurpose(id)),
      redirect_uri: callbackUrlOf(ctx.config, session.integrationId),
      issuer: session.issuer,
      started_at: new Date(nowMs),
      expires_at: new Date(nowMs + sessionMinutes * 60_000),
    })
    .execute();
  return id;
}

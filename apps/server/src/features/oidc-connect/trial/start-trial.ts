import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import { change, requirePermission } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { beginSignIn, signInMinutes } from '../begin-sign-in.ts';
import type { BegunSignIn } from '../begin-sign-in.ts';
import type { ProviderSettings } from '../provider-settings.ts';
import { SignInFault } from '../sign-in-fault.ts';
import { describeTrialFault } from './describe-trial-fault.ts';
import { trialPurpose } from './sign-in-trial.ts';

interface TrialToStart {
  integrationId: string;
  settings: ProviderSettings;
}

/**
 * Begins a sign-in that staff try with these settings: bound to this browser's session, good for ten minutes and once.
 * Of the settings nothing is kept but a sealed copy until then.
 * @throws Problem `partner_unreachable`, `partner_refused`; `forbidden`, also for an API key, which has no browser
 */
export async function startTrial(
  ctx: Context<ActorOf<'staff'>>,
  { integrationId, settings }: TrialToStart,
): Promise<{ redirectTo: string; trialId: string }> {
  requirePermission(ctx, 'integration.try_sign_in');
  const { sessionId, id: userId } = ctx.actor;
  if (sessionId === null) {
    throw new Problem('forbidden', {
      detail: 'A sign-in is tried in a browser. Sign in to the Admin Portal and try it there.',
    });
  }
  const begun = await reachProvider(ctx, { integrationId, settings });
  const trialId = newId();
  return change(ctx, 'integration.try_sign_in', async (tx) => {
    await tx
      .insertInto('sign_in_trial')
      .values({
        id: trialId,
        integration_id: integrationId,
        user_id: userId,
        sign_in_session_id: sessionId,
        state_hash: hashToken(begun.state),
        nonce: begun.nonce,
        code_verifier_sealed: ctx.sealer.seal(
          begun.codeVerifier,
          trialPurpose.codeVerifier(trialId),
        ),
        settings_sealed: ctx.sealer.seal(JSON.stringify(settings), trialPurpose.settings(trialId)),
        redirect_uri: begun.redirectUri,
        issuer: begun.issuer,
        expires_at: new Date(ctx.clock.now().getTime() + signInMinutes * 60_000),
      })
      .execute();
    return {
      value: { redirectTo: begun.redirectTo, trialId },
      audit: {
        subject: { kind: 'integration', id: integrationId },
        integrationId,
        before: null,
        after: { issuer: begun.issuer, clientId: settings.clientId },
      },
    };
  });
}

async function reachProvider(ctx: Context, trial: TrialToStart): Promise<BegunSignIn> {
  try {
    return await beginSignIn(ctx, { ...trial, chooseAccount: false });
  } catch (err) {
    if (!(err instanceof SignInFault)) throw err;
    throw new Problem(
      err.code === 'discovery_unreachable' ? 'partner_unreachable' : 'partner_refused',
      {
        detail: [describeTrialFault(err.code), err.detail].filter(Boolean).join(' '),
        context: { reason: err.code },
        cause: err,
      },
    );
  }
}

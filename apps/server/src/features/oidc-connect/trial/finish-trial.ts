import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { redeemCode } from '../exchange-code.ts';
import type { Redeemed } from '../exchange-code.ts';
import { SignInFault } from '../sign-in-fault.ts';
import { requireCode, toCodeExchange } from '../to-code-exchange.ts';
import { describeTrialFault } from './describe-trial-fault.ts';
import { openSettings, trialPurpose } from './sign-in-trial.ts';
import type { TrialOutcome, TrialRow } from './sign-in-trial.ts';
import { toTrialOutcome } from './to-trial-outcome.ts';

interface Return {
  trial: TrialRow;
  state: string;
  /** What the partner sent the browser back with. */
  parameters: URLSearchParams;
}

/**
 * Ends a sign-in that staff tried: the same steps as for a tenant, up to the account, and nothing is connected. What
 * came of it is kept sealed for the page that shows it. Used once: a second return changes nothing.
 */
export async function finishTrial(ctx: Context<ActorOf<'staff'>>, returned: Return): Promise<void> {
  const { trial } = returned;
  if (!(await claimTrial(ctx, trial.id))) return;
  const outcome = await tryToSignIn(ctx, returned);
  const sealed = ctx.sealer.seal(JSON.stringify(outcome), trialPurpose.outcome(trial.id));
  await change(ctx, 'integration.try_sign_in', async (tx) => {
    await tx
      .updateTable('sign_in_trial')
      .set({ outcome_sealed: sealed })
      .where('id', '=', trial.id)
      .execute();
    const after = { issuer: trial.issuer, result: outcome.failure?.code ?? outcome.result };
    const subject = { kind: 'integration', id: trial.integrationId };
    return {
      value: undefined,
      audit: { subject, integrationId: trial.integrationId, before: null, after },
    };
  });
}

/** Uses the trial up before anything is done with it; of two callbacks at once, one gets true. */
async function claimTrial(ctx: Context<ActorOf<'staff'>>, trialId: string): Promise<boolean> {
  return change(ctx, 'integration.try_sign_in', async (tx) => {
    const claimed = await tx
      .updateTable('sign_in_trial')
      .set({ finished_at: ctx.clock.now() })
      .where('id', '=', trialId)
      .where('finished_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    return { value: claimed !== undefined, audit: noAudit('how it ends is what is recorded') };
  });
}

async function tryToSignIn(ctx: Context, returned: Return): Promise<TrialOutcome> {
  const { trial } = returned;
  try {
    if (trial.expiresAt <= ctx.clock.now()) throw new SignInFault('state_expired');
    const settings = openSettings(ctx, trial);
    return toTrialOutcome(await redeem(ctx, returned), settings.scopes);
  } catch (err) {
    if (!(err instanceof SignInFault))
      ctx.log.error({ err, trialId: trial.id }, 'a tried sign-in broke');
    return toFailedOutcome(err instanceof SignInFault ? err : new SignInFault('internal'));
  }
}

/** @throws SignInFault */
async function redeem(ctx: Context, { trial, state, parameters }: Return): Promise<Redeemed> {
  const code = { ...trial, state, parameters };
  requireCode(code);
  const settings = openSettings(ctx, trial);
  const codeVerifier = ctx.sealer.open(
    trial.codeVerifierSealed,
    trialPurpose.codeVerifier(trial.id),
  );
  return redeemCode(await toCodeExchange(ctx, { ...code, settings, codeVerifier }));
}

function toFailedOutcome({ code, detail }: SignInFault): TrialOutcome {
  return {
    result: 'failed',
    failure: { code, message: describeTrialFault(code), detail },
    claims: [],
    account: null,
    tokens: null,
  };
}

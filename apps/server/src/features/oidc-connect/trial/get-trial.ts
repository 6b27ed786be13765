import type { SignInTrial } from '@leads/contract/connection-test';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { selectTrials, trialPurpose } from './sign-in-trial.ts';
import type { TrialOutcome } from './sign-in-trial.ts';

const nothingYet: TrialOutcome = {
  result: 'pending',
  failure: null,
  claims: [],
  account: null,
  tokens: null,
};

/**
 * What a tried sign-in brought, for the browser session that began it and as long as it is good.
 * @throws Problem `not_found`
 */
export async function getTrial(
  ctx: Context<ActorOf<'staff'>>,
  { id: integrationId, trialId }: { id: string; trialId: string },
): Promise<SignInTrial> {
  const trial = await selectTrials(ctx.db)
    .where('id', '=', trialId)
    .where('integration_id', '=', integrationId)
    .where('sign_in_session_id', '=', ctx.actor.sessionId ?? '')
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  if (trial === undefined) {
    throw new Problem('not_found', {
      detail:
        'What a tried sign-in brought is kept for ten minutes, for who tried it. Try it again.',
    });
  }
  const { id, issuer, expiresAt, outcomeSealed } = trial;
  const outcome =
    outcomeSealed === null
      ? nothingYet
      : (JSON.parse(ctx.sealer.open(outcomeSealed, trialPurpose.outcome(id))) as TrialOutcome);
  return { id, issuer, expiresAt: expiresAt.toISOString(), ...outcome };
}

import type { SignInTrial } from '@leads/contract/connection-test';
import type { Context, Reader } from '#platform/act/context.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import type { ProviderSettings } from '../provider-settings.ts';

/** What the sealed parts of a trial are sealed for. */
export const trialPurpose = {
  codeVerifier: (id: string) => `trial-code-verifier:${id}`,
  settings: (id: string) => `trial-settings:${id}`,
  outcome: (id: string) => `trial-outcome:${id}`,
};

/** What the page shows of a finished trial, beyond what the row says by itself. */
export type TrialOutcome = Pick<
  SignInTrial,
  'result' | 'failure' | 'claims' | 'account' | 'tokens'
>;

/** The trial that this state belongs to, if it is one's of staff and not a tenant's sign-in. */
export async function findTrialByState(
  db: Reader,
  { state, integrationId }: { state: string; integrationId: string },
) {
  return selectTrials(db)
    .where('state_hash', '=', hashToken(state))
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
}

export function selectTrials(db: Reader) {
  return db
    .selectFrom('sign_in_trial')
    .select([
      'id',
      'integration_id as integrationId',
      'sign_in_session_id as signInSessionId',
      'nonce',
      'code_verifier_sealed as codeVerifierSealed',
      'settings_sealed as settingsSealed',
      'redirect_uri as redirectUri',
      'issuer',
      'expires_at as expiresAt',
      'finished_at as finishedAt',
      'outcome_sealed as outcomeSealed',
    ]);
}

export type TrialRow = NonNullable<Awaited<ReturnType<typeof findTrialByState>>>;

export function openSettings(ctx: Pick<Context, 'sealer'>, trial: TrialRow): ProviderSettings {
  const text = ctx.sealer.open(trial.settingsSealed, trialPurpose.settings(trial.id));
  return JSON.parse(text) as ProviderSettings;
}

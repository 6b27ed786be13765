import { accountOf } from '../exchange-code.ts';
import type { Redeemed } from '../exchange-code.ts';
import { SignInFault } from '../sign-in-fault.ts';
import { describeTrialFault } from './describe-trial-fault.ts';
import type { TrialOutcome } from './sign-in-trial.ts';

const claimsMax = 100;
const valueLengthMax = 2000;

/**
 * What a verified sign-in shows to staff: every claim, the account a tenant would get, and facts about the tokens but
 * never the tokens. An account that cannot be made of the claims is a failure, with the claims to see why.
 */
export function toTrialOutcome(redeemed: Redeemed, askedScopes: readonly string[]): TrialOutcome {
  const { idToken, userInfo, grantedScopes, expiresInSeconds, refreshToken } = redeemed;
  const facts = {
    claims: [...toClaims(idToken, 'id_token'), ...toClaims(userInfo ?? {}, 'userinfo')],
    tokens: {
      askedScopes: [...askedScopes],
      grantedScopes: [...grantedScopes],
      expiresInSeconds,
      refreshToken: refreshToken !== null,
    },
  };
  try {
    return { result: 'signed_in', failure: null, account: accountOf(redeemed), ...facts };
  } catch (err) {
    if (!(err instanceof SignInFault)) throw err;
    const { code, detail } = err;
    const failure = { code, message: describeTrialFault(code), detail };
    return { result: 'failed', failure, account: null, ...facts };
  }
}

function toClaims(
  claims: Record<string, unknown>,
  source: 'id_token' | 'userinfo',
): TrialOutcome['claims'] {
  return Object.entries(claims)
    .slice(0, claimsMax)
    .map(([name, value]) => ({ name: name.slice(0, 200), value: toText(value), source }));
}

function toText(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text;
}

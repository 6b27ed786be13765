import type { ClientError } from 'openid-client';
import type { ConnectionFailure } from '@leads/contract/connection-results';

/** The claim that the library found wrong or missing, and what that is called here. */
const codeByClaim: Partial<Record<string, ConnectionFailure>> = {
  iss: 'id_token_issuer',
  aud: 'id_token_audience',
  azp: 'id_token_audience',
  nonce: 'id_token_nonce',
  sub: 'id_token_subject',
  exp: 'id_token_times',
  iat: 'id_token_times',
  nbf: 'id_token_times',
};

/** What the library says, where it names no claim. */
const codeByWords: [RegExp, ConnectionFailure][] = [
  [/"id_token"/, 'id_token_missing'],
  [/verification key|"kid"|"keys"|jwk/i, 'id_token_key'],
  [/"alg"|algorithm|modulusLength/, 'id_token_algorithm'],
  [/signature/, 'id_token_signature'],
];

/**
 * Which rule of OpenID Connect Core §3.1.3.7 an ID token breaks, each with a code of its own, so that the person and the
 * partner know what to mend.
 */
export function toIdTokenCode(err: ClientError): ConnectionFailure {
  const reason = err.cause instanceof Error ? err.cause : err;
  const claim = claimOf(reason.cause) ?? claimIn(reason.message);
  const byClaim = claim === undefined ? undefined : codeByClaim[claim];
  if (byClaim !== undefined) return byClaim;
  return codeByWords.find(([words]) => words.test(reason.message))?.[1] ?? 'id_token_invalid';
}

function claimOf(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('claim' in details)) return undefined;
  return typeof details.claim === 'string' ? details.claim : undefined;
}

/** A missing claim, or one of another type, is named by the sentence alone: `JWT "iat" (issued at) claim missing`. */
function claimIn(message: string): string | undefined {
  return /"(\w+)"[^"]*(?:claim|property)/.exec(message)?.[1];
}

import { errors, jwtVerify } from 'jose';
import { Problem } from '@leads/contract/problem';
import type { Services } from '#platform/act/context.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { audienceOf } from './token-endpoint/token-addresses.ts';
import { keyFinder, parseTokenKeys } from './token-endpoint/token-keys.ts';

interface VerifiedToken {
  credentialId: string;
  expiresAtMs: number;
}

const cachedMax = 10_000;

/**
 * Makes the check of access tokens: signature, type, issuer, audience, times; answers the credential that got the
 * token. What was verified is remembered by hash until it expires, as partners send one token with every request.
 */
export function createTokenVerifier({
  config,
  clock,
}: Services): (token: string) => Promise<string> {
  const keys = parseTokenKeys(config);
  const findKey = keyFinder(keys);
  const verified = new Map<string, VerifiedToken>();

  async function verify(token: string): Promise<VerifiedToken> {
    try {
      const { payload } = await jwtVerify(token, findKey, {
        issuer: config.PUBLIC_URL,
        audience: audienceOf(config),
        algorithms: keys.algorithms,
        typ: 'at+jwt',
        requiredClaims: ['exp', 'iat', 'credential_id'],
        currentDate: clock.now(),
      });
      const { credential_id: credentialId, exp = 0 } = payload;
      if (typeof credentialId !== 'string') throw refused();
      return { credentialId, expiresAtMs: exp * 1000 };
    } catch (err) {
      if (err instanceof errors.JWTExpired) throw expired();
      if (err instanceof errors.JOSEError) throw refused(err);
      throw err;
    }
  }

  return async (token) => {
    const hash = hashToken(token);
    const known = verified.get(hash);
    if (known !== undefined) {
      if (known.expiresAtMs > clock.now().getTime()) return known.credentialId;
      verified.delete(hash);
      throw expired();
    }
    const fresh = await verify(token);
    const [oldest] = verified.keys();
    if (verified.size >= cachedMax && oldest !== undefined) verified.delete(oldest);
    verified.set(hash, fresh);
    return fresh.credentialId;
  };
}

function expired(): Problem {
  return new Problem('expired_credentials', {
    detail:
      'The access token has expired. Get a new one from /connect/token and send the request again.',
  });
}

function refused(cause?: Error): Problem {
  return new Problem('invalid_credentials', {
    detail:
      'The access token is not valid here. Get one from /connect/token and send it as Authorization: Bearer.',
    cause,
  });
}

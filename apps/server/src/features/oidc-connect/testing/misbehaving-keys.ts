import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose';
import type { JWK, JWTPayload } from 'jose';

/** How an ID token is signed, other than by the key that its header names. */
export type Signature = 'none' | 'other_key' | 'no_kid' | 'hs256';
/** What the provider publishes, other than two keys with a kid each. */
export type Published = 'one_without_kid' | 'several_without_kid' | 'with_unusable_keys';

export interface MisbehavingKeys {
  /** The body of the JWKS address. */
  publish(published?: Published): { keys: JWK[] };
  sign(claims: JWTPayload, signature?: Signature): Promise<string>;
  /** Signs by a new key from now on, and publishes that one alone. */
  rotate(): void;
}

/** Keys of a provider that can sign as none should; RSA keys are slow to make, so all are made once. */
export async function makeMisbehavingKeys(clientSecret: string): Promise<MisbehavingKeys> {
  const [first, second, other, spare] = await Promise.all([
    makeKey('a'),
    makeKey('b'),
    makeKey('other'),
    makeKey('spare'),
  ]);
  let signing = first;
  return {
    publish: (published) => ({ keys: toPublished([signing.jwk, spare.jwk], published) }),
    sign: (claims, signature) =>
      signature === 'none'
        ? Promise.resolve(new UnsecuredJWT(claims).encode())
        : signature === 'hs256'
          ? new SignJWT(claims)
              .setProtectedHeader({ alg: 'HS256' })
              .sign(new TextEncoder().encode(clientSecret))
          : new SignJWT(claims)
              .setProtectedHeader({
                alg: 'RS256',
                ...(signature === 'no_kid' ? {} : { kid: signing.kid }),
              })
              .sign(signature === 'other_key' ? other.privateKey : signing.privateKey),
    rotate() {
      signing = signing === first ? second : first;
    },
  };
}

async function makeKey(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256' } };
}

function toPublished(keys: JWK[], published: Published | undefined): JWK[] {
  const withoutKid = keys.map(({ kid: _kid, ...jwk }) => jwk);
  switch (published) {
    case 'one_without_kid':
      return withoutKid.slice(0, 1);
    case 'several_without_kid':
      return withoutKid;
    case 'with_unusable_keys':
      return [
        { kty: 'AKP', kid: 'x', alg: 'ML-DSA-none' },
        { kty: 'NEW', kid: 'y' },
        ...keys,
      ] as JWK[];
    case undefined:
      return keys;
  }
}

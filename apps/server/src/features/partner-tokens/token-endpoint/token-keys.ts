import { createLocalJWKSet } from 'jose';
import type { JWK, JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { Config } from '#server/config.ts';

const PrivateKey = z.looseObject({
  kty: z.enum(['EC', 'OKP']),
  crv: z.enum(['P-256', 'Ed25519']),
  x: z.string(),
  y: z.string().optional(),
  d: z.string(),
  kid: z.string().min(1),
});
const KeySet = z.object({ keys: z.array(PrivateKey).min(1) });

export interface TokenKeys {
  /** With the private parts, for the one who signs. */
  privateKeys: JSONWebKeySet;
  /** What partners may see. */
  publicKeys: JSONWebKeySet;
  signing: { alg: string; kid: string };
  algorithms: string[];
}

/**
 * Reads `TOKEN_SIGNING_KEYS`: the first key signs, all of them verify, so a new key goes to the front and the old one
 * leaves an hour later.
 * @throws Error in words when the value is no JWK Set of private ES256 or EdDSA keys with a kid each
 */
export function parseTokenKeys({
  TOKEN_SIGNING_KEYS,
}: Pick<Config, 'TOKEN_SIGNING_KEYS'>): TokenKeys {
  const { keys } = readKeySet(TOKEN_SIGNING_KEYS);
  const marked = keys.map(
    (key) => ({ ...key, use: 'sig', alg: algorithmOf(key) }) as JWK & { kid: string; alg: string },
  );
  const [first] = marked;
  if (first === undefined) throw unusable();
  return {
    privateKeys: { keys: marked },
    publicKeys: {
      keys: marked.map(({ kty, crv, x, y, kid, use, alg }) =>
        publicKey({ kty, crv, x, y, kid, use, alg }),
      ),
    },
    signing: { alg: first.alg, kid: first.kid },
    algorithms: [...new Set(marked.map(({ alg }) => alg))],
  };
}

/** Finds the public key by the token's kid. */
export function keyFinder(keys: TokenKeys): ReturnType<typeof createLocalJWKSet> {
  return createLocalJWKSet(keys.publicKeys);
}

function publicKey(key: JWK): JWK {
  return Object.fromEntries(Object.entries(key).filter(([, value]) => value !== undefined)) as JWK;
}

function algorithmOf({ crv }: { crv: string }): string {
  return crv === 'P-256' ? 'ES256' : 'EdDSA';
}

function readKeySet(text: string): z.output<typeof KeySet> {
  try {
    return KeySet.parse(JSON.parse(text));
  } catch {
    // The cause would quote private keys.
    throw unusable();
  }
}

function unusable(): Error {
  return new Error(
    'TOKEN_SIGNING_KEYS must be a JWK Set with private keys of P-256 (ES256) or Ed25519 (EdDSA), each with a kid',
  );
}

import { exportJWK, generateKeyPair } from 'jose';
import { newToken } from '#platform/id.ts';

/** A fresh value for `TOKEN_SIGNING_KEYS`: a JWK Set with one private ES256 key. */
export async function newTokenSigningKeys(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = await exportJWK(privateKey);
  return JSON.stringify({ keys: [{ ...key, kid: newToken('', 16), use: 'sig', alg: 'ES256' }] });
}

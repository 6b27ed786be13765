import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { DataFile } from '../data-file.ts';

/** The provider's private keys; made once and kept, so that a restart changes no key. */
export async function loadSigningKeys(
  dataFile: DataFile,
): Promise<{ kty: string; [member: string]: unknown }[]> {
  const kept = dataFile.read().signingKeys;
  if (kept && kept.length > 0) return kept;
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const jwk = privateKey.export({ format: 'jwk' });
  const made = [{ ...jwk, kty: 'RSA', kid: randomUUID(), use: 'sig', alg: 'RS256' }];
  await dataFile.update({ signingKeys: made });
  return made;
}

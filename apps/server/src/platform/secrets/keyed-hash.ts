import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { SealingKey, SealingKeys } from './sealing-keys.ts';

/**
 * Fingerprints of data that could be guessed, such as a booking's body: without the key
 * nobody can try values against a stored hash.
 */
export interface KeyedHasher {
  /** `<key id>.<base64url>`, made with the first key. */
  keyedHash(purpose: string, data: string | Uint8Array): string;
  /**
   * Whether the data is what was hashed for this purpose, whichever key did it.
   * False as well when that key is no longer in `SEALING_KEYS`: hashes outlive a rotation
   * only while their key stays listed.
   */
  isKeyedHash(purpose: string, data: string | Uint8Array, storedHash: string): boolean;
}

export function createKeyedHasher(keys: SealingKeys): KeyedHasher {
  const [current] = keys;
  const keyById = new Map(keys.map((key) => [key.id, key]));
  const derive = cachedDerivation();

  function hashWith(key: SealingKey, purpose: string, data: string | Uint8Array): string {
    const digest = createHmac('sha256', derive(key, purpose)).update(data).digest('base64url');
    return `${key.id}.${digest}`;
  }

  return {
    keyedHash: (purpose, data) => hashWith(current, purpose, data),
    isKeyedHash(purpose, data, storedHash) {
      const key = keyById.get(storedHash.slice(0, storedHash.lastIndexOf('.')));
      if (key === undefined) return false;
      const computed = Buffer.from(hashWith(key, purpose, data), 'utf8');
      const stored = Buffer.from(storedHash, 'utf8');
      return computed.length === stored.length && timingSafeEqual(computed, stored);
    },
  };
}

/** Purposes are few and written in the code, so each pair of key and purpose is derived once. */
function cachedDerivation(): (key: SealingKey, purpose: string) => Uint8Array {
  const derived = new Map<string, Uint8Array>();
  return (key, purpose) => {
    const name = JSON.stringify([key.id, purpose]);
    const known = derived.get(name);
    if (known !== undefined) return known;
    const made = new Uint8Array(hkdfSync('sha256', key.secret, '', `hash:${purpose}`, 32));
    derived.set(name, made);
    return made;
  };
}

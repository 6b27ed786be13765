import { randomBytes } from 'node:crypto';

export interface SealingKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** At least one: the first seals and hashes, all of them open. */
export type SealingKeys = readonly [SealingKey, ...SealingKey[]];

/** `SEALING_KEYS` cannot be used. The message says why and never holds a key. */
export class SealingKeysFault extends Error {
  override name = 'SealingKeysFault';
}

const KEY_BYTES = 32;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;
const BASE64_OF_32_BYTES = /^[A-Za-z0-9+/_-]{43}=?$/;

/**
 * Reads `<keyId>:<base64 of 32 bytes>,…`.
 * @throws SealingKeysFault with a sentence for whoever sets the variable
 */
export function parseSealingKeys(text: string): SealingKeys {
  const entries = text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const [first, ...rest] = entries.map(parseEntry);
  if (first === undefined) {
    throw new SealingKeysFault('no key given: expected <keyId>:<base64 of 32 bytes>');
  }
  const ids = new Set([first, ...rest].map((key) => key.id));
  if (ids.size !== entries.length) throw new SealingKeysFault('two keys have the same id');
  return [first, ...rest];
}

/** One fresh entry for `SEALING_KEYS`. */
export function newSealingKey(id: string): string {
  if (!KEY_ID.test(id)) throw new SealingKeysFault('a key id is 1 to 32 letters, digits, - or _');
  return `${id}:${randomBytes(KEY_BYTES).toString('base64')}`;
}

function parseEntry(entry: string, index: number): SealingKey {
  const place = `key ${index + 1}`;
  const colon = entry.indexOf(':');
  if (colon < 0) throw new SealingKeysFault(`${place} has no id: expected <keyId>:<base64>`);
  const id = entry.slice(0, colon);
  if (!KEY_ID.test(id)) {
    throw new SealingKeysFault(`${place} has an id that is not 1 to 32 letters, digits, - or _`);
  }
  const encoded = entry.slice(colon + 1);
  if (!BASE64_OF_32_BYTES.test(encoded)) {
    throw new SealingKeysFault(`${place} ("${id}") is not ${KEY_BYTES} bytes in base64`);
  }
  return { id, secret: Buffer.from(encoded, 'base64') };
}

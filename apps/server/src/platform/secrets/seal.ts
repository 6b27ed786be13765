import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { SealingKey, SealingKeys } from './sealing-keys.ts';

/**
 * Encrypts secrets at rest. `purpose` names what is sealed and where it lies, for example
 * `oidc-client-secret:<integration id>`: a value copied to another row or column does not open.
 */
export interface Sealer {
  /** Sealing the same text twice gives two different values. */
  seal(plain: string, purpose: string): string;
  /** @throws SealFault when the value was changed, is for another purpose or its key is gone */
  open(sealed: string, purpose: string): string;
  /** The same value when the first key sealed it already, else opened and sealed by that one. */
  reseal(sealed: string, purpose: string): string;
}

/** A sealed value does not open. The message tells neither the value nor the key. */
export class SealFault extends Error {
  override name = 'SealFault';
  readonly reason: 'malformed' | 'unknown_key' | 'broken';

  constructor(reason: SealFault['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

const VERSION = 's1';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Values read `s1.<key id>.<base64url of nonce, tag, ciphertext>`. */
export function createSealer(keys: SealingKeys): Sealer {
  const [current] = keys;
  const keyById = new Map(keys.map((key) => [key.id, key]));

  function seal(plain: string, purpose: string): string {
    return sealWith(current, plain, purpose);
  }

  function open(sealed: string, purpose: string): string {
    const { keyId, body } = parse(sealed);
    const key = keyById.get(keyId);
    if (key === undefined) {
      throw new SealFault('unknown_key', `sealed with key "${keyId}", which SEALING_KEYS lacks`);
    }
    return openWith(key, body, purpose);
  }

  function reseal(sealed: string, purpose: string): string {
    const plain = open(sealed, purpose);
    return parse(sealed).keyId === current.id ? sealed : seal(plain, purpose);
  }

  return { seal, open, reseal };
}

function sealWith(key: SealingKey, plain: string, purpose: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyForPurpose(key, purpose), nonce, {
    authTagLength: TAG_BYTES,
  }).setAAD(boundData(key, purpose));
  const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const body = Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
  return `${VERSION}.${key.id}.${body.toString('base64url')}`;
}

function openWith(key: SealingKey, body: Buffer, purpose: string): string {
  const nonce = body.subarray(0, NONCE_BYTES);
  const tag = body.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, keyForPurpose(key, purpose), nonce, {
    authTagLength: TAG_BYTES,
  })
    .setAAD(boundData(key, purpose))
    .setAuthTag(tag);
  try {
    const ciphertext = body.subarray(NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch {
    throw new SealFault('broken', 'the sealed value was changed or belongs to another purpose');
  }
}

/** One key per purpose, so that random nonces never come near their limit under one key. */
function keyForPurpose(key: SealingKey, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key.secret, '', `seal:${purpose}`, 32));
}

function boundData(key: SealingKey, purpose: string): Buffer {
  return Buffer.from(JSON.stringify([VERSION, key.id, purpose]), 'utf8');
}

function parse(sealed: string): { keyId: string; body: Buffer } {
  const match = /^s1\.([A-Za-z0-9_-]{1,32})\.([A-Za-z0-9_-]+)$/.exec(sealed);
  const [, keyId, encoded] = match ?? [];
  if (keyId === undefined || encoded === undefined) {
    throw new SealFault('malformed', 'not a sealed value');
  }
  const body = Buffer.from(encoded, 'base64url');
  // Two spellings of the same bytes would make a changed value pass for the original.
  if (body.length < NONCE_BYTES + TAG_BYTES || body.toString('base64url') !== encoded) {
    throw new SealFault('malformed', 'not a sealed value');
  }
  return { keyId, body };
}

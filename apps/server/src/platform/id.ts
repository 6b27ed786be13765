import { randomBytes, randomInt, randomUUID } from 'node:crypto';

const COUNTER_MAX = 0xfff;
/** A new millisecond starts in the lower half, so that at least 2,048 more ids fit behind it. */
const COUNTER_START_MAX = 0x800;

/**
 * Makes uuid v7 ids that strictly increase within this process (RFC 9562 §6.2,
 * method 1: a 12-bit counter in `rand_a`). Node's own `randomUUIDv7` promises no order
 * inside a millisecond, and lists paged by id would shuffle what one act inserted.
 * A clock that is turned back does not turn the ids back.
 */
export function createIdSource(nowMs: () => number): () => string {
  let lastMs = 0;
  let counter = 0;
  return () => {
    const ms = nowMs();
    if (ms > lastMs) {
      lastMs = ms;
      counter = randomInt(COUNTER_START_MAX);
    } else if (counter < COUNTER_MAX) {
      counter += 1;
    } else {
      lastMs += 1;
      counter = randomInt(COUNTER_START_MAX);
    }
    const time = lastMs.toString(16).padStart(12, '0');
    // A v4 uuid ends in the variant bits and 62 random bits, which is what v7 needs there.
    const randomTail = randomUUID().slice(18);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}${randomTail}`;
  };
}

/** A new primary key: uuid v7, strictly increasing within this process. */
export const newId: () => string = createIdSource(Date.now);

/**
 * An unguessable value that is safe in a URL, a header and a file name:
 * `<prefix>_<base64url of so many random bytes>`. The prefix says what leaked, should it leak.
 */
export function newToken(prefix: string, bytes: number): string {
  if (bytes < 16) throw new RangeError('a token needs at least 16 random bytes');
  const random = randomBytes(bytes).toString('base64url');
  return prefix === '' ? random : `${prefix}_${random}`;
}

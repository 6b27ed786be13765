import type { Kysely, Transaction } from 'kysely';
import type { ReadonlyKysely } from 'kysely/readonly';
import type { Config } from '#server/config.ts';
import type { Clock } from '#platform/clock.ts';
import type { Schema } from '#platform/db/database.ts';
import type { Log } from '#platform/log.ts';
import type { Outbound } from '#platform/outbound/safe-agent.ts';
import type { KeyedHasher } from '#platform/secrets/keyed-hash.ts';
import type { Sealer } from '#platform/secrets/seal.ts';
import type { Queue } from '#platform/queue/queue.ts';
import type { Actor } from './actor.ts';

export type Tx = Transaction<Schema>;
export type ReadDb = ReadonlyKysely<Schema>;
/** Where a query reads that serves both: a verb's database or its transaction. */
export type Reader = Pick<ReadDb, 'selectFrom'>;

/** What the process was wired with; made once by system.ts. */
export interface Services {
  readonly config: Config;
  readonly log: Log;
  readonly clock: Clock;
  readonly sealer: Sealer;
  readonly hasher: KeyedHasher;
  readonly outbound: Outbound;
  readonly queue: Queue;
}

/** What a verb is handed: who asks, what is there, and a database that can only be read. */
export interface Context<A extends Actor = Actor> extends Services {
  readonly actor: A;
  readonly requestId: string;
  readonly db: ReadDb;
}

const writable = new WeakMap<Context, Kysely<Schema>>();

/** Makes a context; only `change` can find the writable database behind it. */
export function createContext<A extends Actor>(
  services: Services,
  db: Kysely<Schema>,
  { actor, requestId }: { actor: A; requestId: string },
): Context<A> {
  const context: Context<A> = { ...services, actor, requestId, db: db as unknown as ReadDb };
  writable.set(context, db);
  return context;
}

/** For change.ts alone: the lint rules refuse this import anywhere else. */
export function writableDatabase(ctx: Context): Kysely<Schema> {
  const db = writable.get(ctx);
  if (db === undefined) throw new Error('a context must come from createContext');
  return db;
}

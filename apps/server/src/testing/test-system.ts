import { randomBytes } from 'node:crypto';
import { parseConfig } from '#server/config.ts';
import type { Config } from '#server/config.ts';
import { createContext } from '#platform/act/context.ts';
import type { Context, Services } from '#platform/act/context.ts';
import type { Actor } from '#platform/act/actor.ts';
import { createLog } from '#platform/log.ts';
import { createOutbound } from '#platform/outbound/safe-agent.ts';
import { createBoss, createQueue } from '#platform/queue/queue.ts';
import { createKeyedHasher } from '#platform/secrets/keyed-hash.ts';
import { createSealer } from '#platform/secrets/seal.ts';
import { newSealingKey } from '#platform/secrets/sealing-keys.ts';
import { newTokenSigningKeys } from '#platform/secrets/token-signing-keys.ts';
import { createFakeClock } from './fake-clock.ts';
import { createTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

export interface TestSystem {
  database: TestDatabase;
  db: TestDatabase['db'];
  services: Services;
  clock: ReturnType<typeof createFakeClock>;
  contextFor<A extends Actor>(actor: A): Context<A>;
  close(): Promise<void>;
}

/** A whole set of services on a database of the test's own; time stands still until the clock is turned. */
export async function createTestSystem(
  environment: Record<string, string> = {},
): Promise<TestSystem> {
  const database = await createTestDatabase();
  const config = await testConfig(database.url, environment);
  const log = createLog({ level: 'silent' });
  const clock = createFakeClock(new Date());
  const boss = createBoss({ url: database.url, log, supervise: false });
  await boss.start();
  const services: Services = {
    config,
    log,
    clock,
    sealer: createSealer(config.SEALING_KEYS),
    hasher: createKeyedHasher(config.SEALING_KEYS),
    outbound: createOutbound({ allowLoopback: config.OUTBOUND_ALLOW_LOOPBACK, log }),
    queue: createQueue(boss),
  };
  return {
    database,
    db: database.db,
    services,
    clock,
    contextFor: (actor) => createContext(services, database.db, { actor, requestId: 'test' }),
    async close() {
      await services.outbound.close();
      await boss.stop({ graceful: false });
      await database.drop();
    },
  };
}

export async function testConfig(
  databaseUrl: string,
  environment: Record<string, string>,
): Promise<Config> {
  return parseConfig({
    DATABASE_URL: databaseUrl,
    SEALING_KEYS: newSealingKey('test'),
    SESSION_SECRET: randomBytes(32).toString('hex'),
    TOKEN_SIGNING_KEYS: await newTokenSigningKeys(),
    OUTBOUND_ALLOW_LOOPBACK: 'true',
    ...environment,
  });
}

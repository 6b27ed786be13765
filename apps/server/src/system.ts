import type { PgBoss } from 'pg-boss';
import { startDeliveryWorker } from '#features/webhooks/index.ts';
import { systemActor } from '#platform/act/actor.ts';
import { createContext } from '#platform/act/context.ts';
import type { Services } from '#platform/act/context.ts';
import { systemClock } from '#platform/clock.ts';
import { createDatabase } from '#platform/db/database.ts';
import type { Database } from '#platform/db/database.ts';
import { createMetrics, listenForMetrics } from '#platform/http/metrics.ts';
import { newId } from '#platform/id.ts';
import type { Log } from '#platform/log.ts';
import { createOutbound } from '#platform/outbound/safe-agent.ts';
import { createBoss, createQueue } from '#platform/queue/queue.ts';
import { runTasks } from '#platform/queue/run-worker.ts';
import { createKeyedHasher } from '#platform/secrets/keyed-hash.ts';
import { createSealer } from '#platform/secrets/seal.ts';
import type { Config } from './config.ts';
import { serveHttp } from './serve-http.ts';
import { tasks } from './tasks.ts';

export interface System {
  readonly services: Services;
  readonly database: Database;
  /** Serves HTTP until the system is closed. */
  listen(): Promise<{ port: number }>;
  /** Works the queue until the system is closed. */
  work(): Promise<void>;
  /** Takes no more, finishes what is under way, lets go of everything. May be called again. */
  close(): Promise<void>;
}

interface SystemOptions {
  config: Config;
  log: Log;
  role: 'api' | 'worker' | 'both';
}

/** The one place that wires: configuration to pool, queue, log, app and worker. */
export async function createSystem(options: SystemOptions): Promise<System> {
  const { config, role } = options;
  const { services, database, boss } = wire(options);
  const metrics = createMetrics(database.pool);
  const closers: (() => Promise<void>)[] = [];
  await boss.start();
  if (config.METRICS_PORT !== 0) {
    const server = await listenForMetrics(metrics.registry, config.METRICS_PORT);
    closers.push(async () => void server.close());
  }
  const closeAll = async () => {
    for (const close of closers) await close();
    await boss.stop({ graceful: role !== 'api', timeout: 10_000 });
    await services.outbound.close();
    await database.close();
  };
  let closing: Promise<void> | undefined;
  return {
    services,
    database,
    async listen() {
      const serving = await serveHttp({ services, database, metrics });
      closers.unshift(() => serving.close());
      return { port: serving.port };
    },
    async work() {
      closers.unshift(await startWorking({ services, database, boss }));
    },
    close: () => (closing ??= closeAll()),
  };
}

interface Wired {
  services: Services;
  database: Database;
  boss: PgBoss;
}

function wire({ config, log, role }: SystemOptions): Wired {
  const database = createDatabase({
    url: config.DATABASE_URL,
    poolMax: config.DATABASE_POOL_MAX,
    applicationName: `leads-${role}`,
    log,
  });
  const boss = createBoss({ url: config.DATABASE_URL, log, supervise: role !== 'api' });
  const services: Services = {
    config,
    log,
    clock: systemClock,
    sealer: createSealer(config.SEALING_KEYS),
    hasher: createKeyedHasher(config.SEALING_KEYS),
    outbound: createOutbound({ allowLoopback: config.OUTBOUND_ALLOW_LOOPBACK, log }),
    queue: createQueue(boss),
  };
  return { services, database, boss };
}

/** Starts tasks and deliveries; answers how to stop them. */
async function startWorking({ services, database, boss }: Wired): Promise<() => Promise<void>> {
  const makeContext = () =>
    createContext(services, database.db, { actor: systemActor('worker'), requestId: newId() });
  const running = await runTasks(boss, tasks, makeContext);
  const deliveries = await startDeliveryWorker(services, database.db);
  return async () => {
    await Promise.all([running.stop(), deliveries.stop()]);
  };
}

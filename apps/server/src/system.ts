import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createPartnerIdentifier } from '#features/partner-tokens/index.ts';
import { createIdentifier } from '#features/staff/index.ts';
import { startDeliveryWorker } from '#features/webhooks/index.ts';
import { systemActor } from '#platform/act/actor.ts';
import { createContext } from '#platform/act/context.ts';
import type { Services } from '#platform/act/context.ts';
import { systemClock } from '#platform/clock.ts';
import { createDatabase } from '#platform/db/database.ts';
import type { Database } from '#platform/db/database.ts';
import { createApp } from '#platform/http/create-app.ts';
import { createMetrics, listenForMetrics } from '#platform/http/metrics.ts';
import { registerOpenapi } from '#platform/http/openapi.ts';
import { newId } from '#platform/id.ts';
import { createLiveListener } from '#platform/live/live-listener.ts';
import type { Log } from '#platform/log.ts';
import { createOutbound } from '#platform/outbound/safe-agent.ts';
import { createBoss, createQueue } from '#platform/queue/queue.ts';
import { runTasks } from '#platform/queue/run-worker.ts';
import { createKeyedHasher } from '#platform/secrets/keyed-hash.ts';
import { createSealer } from '#platform/secrets/seal.ts';
import type { Config } from './config.ts';
import { allRoutes } from './routes.ts';
import { tasks } from './tasks.ts';

export interface System {
  readonly services: Services;
  readonly database: Database;
  /** Serves HTTP until the system is closed. */
  listen(): Promise<{ app: FastifyInstance; port: number }>;
  /** Works the queue until the system is closed. */
  work(): Promise<void>;
  /** Takes no more, finishes what is under way, lets go of everything. May be called again. */
  close(): Promise<void>;
}

/** The one place that wires: configuration to pool, queue, log, app and worker. */
export async function createSystem({
  config,
  log,
  role,
}: {
  config: Config;
  log: Log;
  role: 'api' | 'worker' | 'both';
}): Promise<System> {
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
  if (config.OUTBOUND_ALLOW_LOOPBACK) {
    log.warn({}, 'OUTBOUND_ALLOW_LOOPBACK is on: partners may have http and loopback addresses');
  }
  const closers: (() => Promise<void>)[] = [];
  const metrics = createMetrics(database.pool);
  let metricsServer: Server | undefined;
  await boss.start();
  if (config.METRICS_PORT !== 0) {
    metricsServer = await listenForMetrics(metrics.registry, config.METRICS_PORT);
  }

  async function listen() {
    const callers = {
      identify: createIdentifier(services, database.db),
      identifyPartner: createPartnerIdentifier(services, database.db),
    };
    const listener = await createLiveListener({ url: config.DATABASE_URL, log });
    const parts = { services, db: database.db, callers };
    const app = await createApp({
      ...parts,
      routes: allRoutes(parts, listener),
      before: async (instance) => {
        metrics.observe(instance);
        await registerOpenapi(instance, config.SURFACES);
      },
    });
    closers.unshift(async () => {
      await app.close();
      await listener.close();
    });
    await app.listen({ port: config.PORT, host: config.HOST });
    return { app, port: (app.server.address() as AddressInfo).port };
  }

  async function work() {
    const makeContext = () =>
      createContext(services, database.db, { actor: systemActor('worker'), requestId: newId() });
    const running = await runTasks(boss, tasks, makeContext);
    const deliveries = await startDeliveryWorker(services, database.db);
    closers.unshift(async () => {
      await Promise.all([running.stop(), deliveries.stop()]);
    });
  }

  let closing: Promise<void> | undefined;
  async function closeAll() {
    for (const close of closers) await close();
    await boss.stop({ graceful: true, timeout: 10_000 });
    await services.outbound.close();
    metricsServer?.close();
    await database.close();
  }

  return { services, database, listen, work, close: () => (closing ??= closeAll()) };
}

import type { AddressInfo } from 'node:net';
import { createPartnerIdentifier } from '#features/partner-tokens/index.ts';
import { limitPartnerCalls } from '#features/partner-limits/index.ts';
import { recordRefusals } from '#features/requests/index.ts';
import { createIdentifier } from '#features/staff/index.ts';
import type { Services } from '#platform/act/context.ts';
import type { Database } from '#platform/db/database.ts';
import { createApp } from '#platform/http/create-app.ts';
import type { Metrics } from '#platform/http/metrics.ts';
import { registerOpenapi } from '#platform/http/openapi.ts';
import { countProcesses } from '#platform/live/count-processes.ts';
import { createLiveListener } from '#platform/live/live-listener.ts';
import { allRoutes } from './routes.ts';

export interface Serving {
  /** The port that is listened on, also when the configuration left the choice to the system. */
  readonly port: number;
  /** Takes no more, finishes what is under way; live streams end first. */
  close(): Promise<void>;
}

/** Listens for HTTP as the configuration says. */
export async function serveHttp({
  services,
  database,
  metrics,
}: {
  services: Services;
  database: Database;
  metrics: Metrics;
}): Promise<Serving> {
  const { config, log } = services;
  const callers = {
    identify: createIdentifier(services, database.db),
    identifyPartner: createPartnerIdentifier(services, database.db),
  };
  const listener = await createLiveListener({ url: config.DATABASE_URL, log });
  const processes = await countProcesses({ db: database.db, log });
  const parts = { services, db: database.db, callers };
  const app = await createApp({
    ...parts,
    routes: allRoutes(parts, listener),
    before: async (instance) => {
      metrics.observe(instance);
      recordRefusals(instance, { services, db: database.db, registry: metrics.registry });
      await limitPartnerCalls(instance, { config, processes });
      await registerOpenapi(instance, config.SURFACES);
    },
  });
  const close = async () => {
    await app.close();
    await listener.close();
    await processes.close();
  };
  try {
    await app.listen({ port: config.PORT, host: config.HOST });
  } catch (err) {
    await close();
    throw err;
  }
  return { port: (app.server.address() as AddressInfo).port, close };
}

import { makeDemoFacts } from '#server/demo/demo-facts.ts';
import { demoPartnerUrl, isLoopback, runDemoPartner } from '#server/demo/demo-partner.ts';
import type { DemoPartner, DemoPlace } from '#server/demo/demo-partner.ts';
import { hasDemo, isEmptyDatabase, seedDemo } from '#server/demo/seed-demo.ts';
import { systemActor } from '#platform/act/actor.ts';
import { createContext } from '#platform/act/context.ts';
import type { Context } from '#platform/act/context.ts';
import type { Log } from '#platform/log.ts';
import type { Config } from './config.ts';
import { migrateAll } from './migrate-all.ts';
import { sayWhereThingsAre } from './start-message.ts';
import { createSystem } from './system.ts';

interface StartParts {
  config: Config;
  log: Log;
  place: DemoPlace;
  /** The demo partner, where it was begun already. */
  begun: DemoPartner | undefined;
  /** Told of everything that must be closed, in the order in which it was opened. */
  onClose: (close: () => Promise<void>) => void;
}

/** Migrates, seeds an empty database when this is a trial on loopback, then serves, works and runs the demo partner. */
export async function startEverything(parts: StartParts): Promise<void> {
  const { config, log, place, begun, onClose } = parts;
  await migrateAll(config.DATABASE_URL, log);
  const system = await createSystem({ config, log, role: 'both' });
  onClose(() => system.close());
  const ctx = createContext(system.services, system.database.db, {
    actor: systemActor('demo'),
    requestId: 'start',
  });
  const demo = await prepareDemo(ctx, { place, begun });
  config.demo = demo !== undefined;
  // All of them are waited for, so that one that fails does not leave another half open behind the closing.
  const results = await Promise.allSettled([demo?.process, system.listen(), system.work()]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  sayWhereThingsAre({ config, partnerUrl: demo?.url });
}

/** The demo belongs to trials on loopback whose database is empty, or was seeded from this data folder. */
async function prepareDemo(
  ctx: Context,
  { place, begun }: Pick<StartParts, 'place' | 'begun'>,
): Promise<DemoPartner | undefined> {
  if (!isLoopback(ctx.config.PUBLIC_URL)) return undefined;
  if (await isEmptyDatabase(ctx)) {
    const facts = begun?.facts ?? makeDemoFacts(place.dataDir);
    await seedDemo(ctx, { facts, partnerUrl: demoPartnerUrl(place) });
    return begun ?? runDemoPartner(facts, place);
  }
  if (begun !== undefined && (await hasDemo(ctx, begun.facts))) return begun;
  await (await begun?.process)?.stop();
  return undefined;
}
